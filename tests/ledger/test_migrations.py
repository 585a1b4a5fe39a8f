"""Tests `ledger/migrations`: what they make is what `schema.py` says, and a ledger of another revision is brought up or refused."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from msgspec import structs
from sqlalchemy import Connection

from riwaya.errors import StoreError
from riwaya.ledger import migrations, schema, sqlite
from riwaya.ledger.store import open_ledger
from riwaya.ledger.verify import verify
from tests.ledger.made import alter, content, full_ledger, readings, stored


def test_the_last_revision_is_the_program_s() -> None:
    assert migrations.revisions()[-1] == schema.REVISION
    assert migrations.revisions() == sorted(migrations.revisions()), "a greater number is newer"


def test_migrations_make_the_tables_of_the_schema(tmp_path: Path) -> None:
    path = full_ledger(tmp_path / "war.db")
    with open_ledger(path) as ledger, ledger.connected() as connection:

        def ours(name: str | None, kind: str, _parents: object) -> bool:
            return not (kind == "table" and name and name.startswith("passage_"))

        context = MigrationContext.configure(connection, opts={"include_name": ours, "compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    path.touch()
    with pytest.raises(StoreError, match="nothing was stored in it yet"), open_ledger(path):
        pass
    with open_ledger(path, write=True) as ledger:
        ledger.put(stored())
        assert len(ledger.documents()) == len(stored())


def test_an_older_ledger_is_brought_up_by_a_writer_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = full_ledger(tmp_path / "war.db")
    before = content(path)
    now, later = schema.REVISION, f"{int(schema.REVISION) + 1:04}"
    ran = []

    def upgrade(connection: Connection) -> None:
        ran.append(connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{later}'"))

    monkeypatch.setattr(schema, "REVISION", later)
    monkeypatch.setattr(migrations, "upgrade", upgrade)
    with pytest.raises(StoreError, match=rf"an older Riwaya \(schema {now}, this one reads {later}\); the next `riwaya run`"), open_ledger(path):
        pass
    with open_ledger(path, write=True):
        assert len(ran) == 1
    assert content(path) == before


def older(path: Path, revision: str) -> Path:
    """A full ledger as Riwaya made it at an earlier revision."""
    full_ledger(path)
    alter(path, "DROP INDEX documents_page")
    for name in ("page", "fetched", "kept"):
        alter(path, f"ALTER TABLE documents DROP COLUMN {name}")
    later = {"0005": ("copies",), "0003": ("corrections",), "0002": ("entities", "entity_judgements")}
    for name in (name for made, names in later.items() if revision < made for name in names):
        alter(path, f"DROP TABLE {name}")
    alter(path, f"UPDATE alembic_version SET version_num = '{revision}'")
    return path


def test_a_ledger_of_the_first_revision_keeps_what_it_has(tmp_path: Path) -> None:
    with open_ledger(full_ledger(tmp_path / "new.db")) as ledger:
        before = ledger.inputs(), list(ledger.readings()), list(ledger.incidents()), list(ledger.judgements())
    with open_ledger(older(tmp_path / "war.db", "0001"), write=True) as ledger:
        assert (ledger.inputs(), list(ledger.readings()), list(ledger.incidents()), list(ledger.judgements())) == before
        assert list(ledger.entities()) == []
        assert ledger.fused_key() is None, "the next run makes its entities"


def test_documents_of_an_older_revision_learn_which_page_they_are_of(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    with open_ledger(path, write=True) as ledger:
        document = readings()[0].document
        of_web = structs.replace(document, url="https://www.example.com/news/1/?utm_source=x", fetched="2024-05-17T10:00:00Z")
        ledger.put(stored([structs.replace(readings()[0], document=of_web), readings()[1]]))
        want = ledger.documents()
    alter(path, "DROP INDEX documents_page")
    for name in ("page", "fetched", "kept"):
        alter(path, f"ALTER TABLE documents DROP COLUMN {name}")
    alter(path, "DROP TABLE copies")
    alter(path, "UPDATE alembic_version SET version_num = '0003'")
    with open_ledger(path, write=True) as ledger:
        assert ledger.documents() == want
        assert (want[0].page, want[0].fetched, want[1].page) == ("example.com/news/1", "2024-05-17T10:00:00Z", None)
        assert [row.id for row in ledger.documents_of("example.com/news/1")] == [document.id]
        assert [finding.cell for finding in verify(ledger)] == [path.name], "only that they are not fused"


def test_a_revision_is_made_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "war.db"

    def fail(_: object) -> None:
        raise RuntimeError("stopped")

    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "mark", fail)
        with pytest.raises(RuntimeError, match="stopped"), open_ledger(path, write=True):
            pass
    with pytest.raises(StoreError, match="nothing was stored"), open_ledger(path):
        pass
    full_ledger(path)


@pytest.mark.parametrize("write", [False, True])
def test_a_newer_ledger_is_refused(tmp_path: Path, *, write: bool) -> None:
    path = full_ledger(tmp_path / "war.db")
    alter(path, "UPDATE alembic_version SET version_num = '9999'")
    with (
        pytest.raises(StoreError, match=rf"a newer Riwaya \(schema 9999, this one knows {schema.REVISION}\); update"),
        open_ledger(path, write=write),
    ):
        pass


def test_migrating_tells_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    full_ledger(tmp_path / "war.db")
    assert capfd.readouterr() == ("", "")
