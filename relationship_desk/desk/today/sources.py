"""Everything that comes into Today. A new kind of thing is one module and one line here."""

from __future__ import annotations

from relationship_desk.desk.today.batches import BatchesSource
from relationship_desk.desk.today.events import EventsSource
from relationship_desk.desk.today.favours import FavoursSource
from relationship_desk.desk.today.follow_ups import FollowUpsSource
from relationship_desk.desk.today.forgotten import ForgottenSource
from relationship_desk.desk.today.gifts import GiftsSource
from relationship_desk.desk.today.giving import IntroductionsSource, OutcomesSource
from relationship_desk.desk.today.memberships import MembershipsSource
from relationship_desk.desk.today.occasions import OccasionsSource
from relationship_desk.desk.today.opportunities import OpportunitiesSource
from relationship_desk.desk.today.people import PeopleSource
from relationship_desk.desk.today.promises import PromisesSource
from relationship_desk.desk.today.rhythm_offers import RhythmOffersSource
from relationship_desk.desk.today.source import TodaySource
from relationship_desk.desk.today.tasks import TasksSource
from relationship_desk.desk.today.thanks import ThanksSource
from relationship_desk.desk.today.updates import UpdatesSource
from relationship_desk.desk.today.work_days import WorkDaysSource

SOURCES: tuple[TodaySource, ...] = (
    OccasionsSource(),
    TasksSource(),
    PromisesSource(),
    ThanksSource(),
    GiftsSource(),
    WorkDaysSource(),
    BatchesSource(),
    IntroductionsSource(),
    PeopleSource(),
    RhythmOffersSource(),
    ForgottenSource(),
    OutcomesSource(),
    FavoursSource(),
    EventsSource(),
    FollowUpsSource(),
    OpportunitiesSource(),
    MembershipsSource(),
    UpdatesSource(),
)
