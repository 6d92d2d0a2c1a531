from invoicing import Invoice


class Reminder:
    def __init__(self, invoice: Invoice) -> None:
        self.invoice = invoice
