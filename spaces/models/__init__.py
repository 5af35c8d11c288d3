from spaces.models.audit import AuditEvent
from spaces.models.confidential import Confidential
from spaces.models.erasure import Erasure
from spaces.models.keys import DataKey, MasterKeyMark
from spaces.models.open import Open
from spaces.models.own_erasure import OwnErasure
from spaces.models.reopening import Reopening
from spaces.models.space import Member, Seen, Space, UsedSpace

__all__ = [
    "AuditEvent",
    "Confidential",
    "DataKey",
    "Erasure",
    "MasterKeyMark",
    "Member",
    "Open",
    "OwnErasure",
    "Reopening",
    "Seen",
    "Space",
    "UsedSpace",
]
