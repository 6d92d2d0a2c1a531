from reminding import Reminder


class Invoice:
    def remind(self) -> Reminder:
        return Reminder(self)
