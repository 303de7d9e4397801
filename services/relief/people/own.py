"""What a partner's people read: what is their own organisation's, and nothing else."""

from kernel.db import Connection
from kernel.export import Format, Sheet, listed
from kernel.routes import Before, NumberBefore, OwnOrganisation, query
from kernel.web import PageLimit
from services.relief.agreements.queries import AgreementView, list_agreements
from services.relief.donors.queries import GiftView, ReceiptView, Statement, list_receipts, statement
from services.relief.projects.queries import ProjectView, list_projects


@query(
    "GET /own/agreements",
    may="relief:own",
    at="organisation",
    says="Agreements that one's own organisation is a party of, newest first.",
    refuses=("agreement-unknown", "organisation-missing"),
)
async def own_agreements(
    conn: Connection, own: OwnOrganisation, before: Before, limit: PageLimit = 100
) -> list[AgreementView]:
    """As `list_agreements`, of one organisation."""
    return await list_agreements(conn, before, limit, organisation_id=own)


@query(
    "GET /own/projects",
    may="relief:own",
    at="organisation",
    says="Every project with what is still needed, newest first, and of the claims one's own.",
    refuses=("organisation-missing", "project-unknown"),
)
async def own_projects(
    conn: Connection, own: OwnOrganisation, before: Before, limit: PageLimit = 100
) -> list[ProjectView]:
    """As `list_projects`, without other organisations' claims."""
    found = await list_projects(conn, before, limit)
    return [p.model_copy(update={"claims": [c for c in p.claims if c.organisation_id == own]}) for p in found]


@query(
    "GET /own/statement",
    may="relief:own",
    at="organisation",
    says="What became of one's own organisation's gifts.",
    refuses=("organisation-missing",),
)
async def own_statement(conn: Connection, own: OwnOrganisation) -> Statement:
    """As `statement`."""
    return await statement(conn, own)


@query(
    "GET /own/statement/export",
    may="relief:own",
    at="organisation",
    says="One's own organisation's gifts as a sheet.",
    refuses=("organisation-missing",),
)
async def export_own_statement(conn: Connection, own: OwnOrganisation, kind: Format) -> Sheet:
    """The gifts of the own statement, as a sheet."""
    found = await statement(conn, own)
    return listed("statement", found.gifts, list(GiftView.model_fields), kind)


@query(
    "GET /own/receipts",
    may="relief:own",
    at="organisation",
    says="Receipts of one's own organisation, newest first.",
    refuses=("organisation-missing",),
)
async def own_receipts(
    conn: Connection, own: OwnOrganisation, before: NumberBefore, limit: PageLimit = 100
) -> list[ReceiptView]:
    """As `list_receipts`, of one organisation."""
    return await list_receipts(conn, before, limit, organisation_id=own)
