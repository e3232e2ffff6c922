"""Everything mutable: one model a file."""

from proxeny.register.models.activity import Activity
from proxeny.register.models.advice import Advice
from proxeny.register.models.agreement import Agreement
from proxeny.register.models.batch import Batch
from proxeny.register.models.claim import Claim
from proxeny.register.models.codebook_change import CodebookChange
from proxeny.register.models.coder import Coder
from proxeny.register.models.coding_event import CodingEvent
from proxeny.register.models.confirmation import Confirmation
from proxeny.register.models.decision import Decision
from proxeny.register.models.document_revision import DocumentRevision
from proxeny.register.models.evidence_document import EvidenceDocument
from proxeny.register.models.involvement import Involvement
from proxeny.register.models.job import Job
from proxeny.register.models.membership import Membership
from proxeny.register.models.mention import Mention
from proxeny.register.models.mention_use import MentionUse
from proxeny.register.models.organisation import Organisation
from proxeny.register.models.place import Place
from proxeny.register.models.programme_step import ProgrammeStep
from proxeny.register.models.project import Project
from proxeny.register.models.project_part import ProjectPart
from proxeny.register.models.saved_layout import SavedLayout
from proxeny.register.models.source import Source
from proxeny.register.models.standing_coding import StandingCoding
from proxeny.register.models.tie import Tie
from proxeny.register.models.turn import Turn
from proxeny.register.models.upload import Upload

__all__ = [
    "Activity", "Advice", "Agreement", "Batch", "Claim", "CodebookChange", "Coder", "CodingEvent", "Confirmation",
    "Decision", "DocumentRevision", "EvidenceDocument", "Involvement", "Job", "Membership", "Mention", "MentionUse",
    "Organisation", "Place", "ProgrammeStep", "Project", "ProjectPart", "SavedLayout", "Source", "StandingCoding",
    "Tie", "Turn",
    "Upload",
]  # fmt: skip
