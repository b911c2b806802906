"""`export_entries`: the archive as files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from knowledge import kinds
from knowledge.importing.export import export_entries
from knowledge.models import Technology


class Command(BaseCommand):
    help = (
        "Writes entries as canonical documents, one file each, with their taxonomy and images. Importing "
        "the folder into an empty hub with import_entries gives the same entries. What is live is written "
        "as it is read; what is not, as its latest draft."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "directory", metavar="DIR", help="the folder to write to; made where it is missing"
        )
        parser.add_argument(
            "--kind", default="", choices=[kind.key for kind in kinds.all_kinds()], help="only this kind"
        )
        parser.add_argument("--technology", default="", metavar="SLUG", help="only this technology")

    def handle(self, *args, **options) -> None:
        folder = Path(options["directory"])
        technology = options["technology"]
        if technology and not Technology.objects.filter(slug=technology).exists():
            raise CommandError(f"There is no technology with the slug {technology}.", returncode=2)
        if folder.exists() and not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.", returncode=2)
        try:
            exported = export_entries(
                folder,
                kind=options["kind"],
                technology=technology,
                progress=self._progress if self.stderr.isatty() else None,
            )
        except OSError as error:
            raise CommandError(f"{folder} cannot be written to: {error}", returncode=2) from None
        for code, reason in exported.failed:
            self.stderr.write(f"{code} was not written: {reason}")
        self.stdout.write(f"{exported.written} entries and {exported.images} images written to {folder}.")
        if exported.failed:
            raise CommandError(f"{len(exported.failed)} entries could not be written.")

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(f"\r{done} of {total}", ending="\n" if done == total else "")
        self.stderr.flush()
