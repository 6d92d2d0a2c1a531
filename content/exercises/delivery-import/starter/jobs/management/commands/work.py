import time

from django.core.management.base import BaseCommand

from jobs.queue import run_next


class Command(BaseCommand):
    help = "Runs jobs until it is stopped."

    def handle(self, *args: object, **options: object) -> None:
        while True:
            job = run_next()
            if job is None:
                time.sleep(1)
            else:
                self.stdout.write(f"{job.task} {job.payload}: {job.state} {job.last_error}")
