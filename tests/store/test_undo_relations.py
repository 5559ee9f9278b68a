"""Relations agree with snapshots, whatever is undone."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from relationship_desk.desk.commands.relations import (
    RelationForm,
    decline_relations,
    relate,
    remove_relation,
)
from relationship_desk.domain.relations import RelationKind
from tests.support.undo_machine import UndoMachine, proved


class RelationsMachine(UndoMachine):
    """What people are to each other: said, declined, removed."""

    @precondition(lambda self: len(self._ids("person")) > 1)
    @rule(data=st.data(), what=st.sampled_from("relate relate decline remove".split()))
    def relation(self, data: st.DataObject, what: str) -> None:
        people = st.sampled_from(self._ids("person"))
        one, other = data.draw(st.lists(people, min_size=2, max_size=2, unique=True))
        kind = data.draw(st.sampled_from([RelationKind.KNOWS, RelationKind.FRIEND]))
        said = [row[0] for row in self.past[-1]["relation"] if "said" in row]
        if what == "relate":
            self.desk.do(relate, form=RelationForm(one, kind, other, "n"))
        elif what == "decline":
            self.desk.do(decline_relations, forms=[RelationForm(one, kind, other)])
        elif said:
            self.desk.do(remove_relation, relation_id=data.draw(st.sampled_from(said)))
        self._did()


test_undo_and_redo_agree_with_snapshots = proved(RelationsMachine)
