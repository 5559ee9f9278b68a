"""Everything that comes into Today. A new kind of thing is one module and one line here."""

from __future__ import annotations

from relationship_desk.desk.today.events import EventsSource
from relationship_desk.desk.today.favours import FavoursSource
from relationship_desk.desk.today.follow_ups import FollowUpsSource
from relationship_desk.desk.today.giving import IntroductionsSource, OutcomesSource
from relationship_desk.desk.today.memberships import MembershipsSource
from relationship_desk.desk.today.occasions import OccasionsSource
from relationship_desk.desk.today.opportunities import OpportunitiesSource
from relationship_desk.desk.today.people import PeopleSource
from relationship_desk.desk.today.promises import PromisesSource
from relationship_desk.desk.today.rhythm_offers import RhythmOffersSource
from relationship_desk.desk.today.source import TodaySource
from relationship_desk.desk.today.tasks import TasksSource
from relationship_desk.desk.today.updates import UpdatesSource

SOURCES: tuple[TodaySource, ...] = (
    OccasionsSource(),
    TasksSource(),
    PromisesSource(),
    IntroductionsSource(),
    PeopleSource(),
    RhythmOffersSource(),
    OutcomesSource(),
    FavoursSource(),
    EventsSource(),
    FollowUpsSource(),
    OpportunitiesSource(),
    MembershipsSource(),
    UpdatesSource(),
)
