import random
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

import config.demo
from config.demo.people import anybody_here, make_people, sign_ins
from config.demo.work import Demo

STORY = Path(config.demo.__file__).with_name("story.yaml")
SEED = 2026


class Command(BaseCommand):
    help = "Make demo people with three weeks of work, in a database without people."

    @transaction.atomic
    def handle(self, **_options: Any) -> None:
        if anybody_here():
            self.stdout.write("There are people here already: nothing made.")
            return
        make_people()
        Demo(yaml.safe_load(STORY.read_text()), rng=random.Random(SEED), now=timezone.now()).tell()
        self.stdout.write("\n".join(["Made demo people and three weeks of their work:", *sign_ins()]))
