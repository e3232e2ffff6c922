"""The room where people write: forms, files, proposals, duplicates, and what was changed by whom."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from proxeny.web.access.needs import Need
from proxeny.web.rooms import Room
from proxeny.web.rooms.write import (
    changes,
    duplicates,
    filling,
    home,
    layouts,
    proposals,
    suggesting,
    uploads,
    uploads_preview,
    working,
)

ROOM = Room(
    slug="write",
    title=_("Write"),
    order=5,
    ask=Need.WRITE,
    send=Need.WRITE,
    lead=_("What do you know that the register does not?"),
    pages=(
        path("", home.show_home, name="home"),
        path("new/<str:name>/", filling.show_new, name="new"),
        path("edit/<str:record>/", filling.show_edit, name="edit"),
        path("suggest/", suggesting.suggest, name="suggest"),
        path("understand/", suggesting.understand, name="understand"),
        path("history/<str:record>/", changes.show_history, name="history"),
        path("changes/", changes.show_changes, name="changes"),
        path("changes/<int:number>/", changes.show_batch, name="batch"),
        path("changes/<int:number>/undo/", changes.undo, name="undo"),
        path("proposed/", proposals.show_proposed, name="proposed"),
        path("proposed/review/", proposals.review_claims, name="review"),
        path("duplicates/", duplicates.show_duplicates, name="duplicates"),
        path("duplicates/decide/", duplicates.decide_pair, name="decide"),
        path("duplicates/decided/", duplicates.show_decisions, name="decisions"),
        path("duplicates/revoke/<int:number>/", duplicates.revoke_decision, name="revoke"),
        path("import/", uploads.show_uploads, name="import"),
        path("import/<uuid:upload>/", uploads.show_columns, name="columns"),
        path("import/<uuid:upload>/drop/", uploads.drop, name="drop"),
        path("import/<uuid:upload>/preview/", uploads_preview.show_preview, name="preview"),
        path("import/<uuid:upload>/names/", uploads_preview.show_doubts, name="doubts"),
        path("import/<uuid:upload>/store/", uploads_preview.store, name="store"),
        path("mappings/", layouts.show_layouts, name="mappings"),
        path("mappings/<int:number>/file/", layouts.download_layout, name="mapping-file"),
        path("mappings/<int:number>/delete/", layouts.delete_layout, name="delete-mapping"),
        path("work/", working.show_jobs, name="work"),
        path("work/snapshot/", working.start_snapshot, name="snapshot"),
        path("work/<uuid:job>/", working.show_job, name="job"),
        path("work/<uuid:job>/state/", working.tell_job, name="job-state"),
        path("work/<uuid:job>/cancel/", working.cancel_job, name="cancel"),
        path("unproven/", home.show_unproven, name="unproven"),
    ),
)
