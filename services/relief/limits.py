"""What the law and the subdistrict leave to be set, with the law's or the house's value as default."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Set by `JIAYUAN_RELIEF_<NAME>` in the environment; amounts in fen."""

    # From here on two people approve. The house's figure: no law names one.
    approval_threshold_fen: int = 500_000
    # Requests for one payee or household so close together count as one (RULE-23).
    split_window_days: int = 30
    # What is reserved and not paid by then can be spent by others again.
    reservation_days: int = 30
    # 公示: working days after the day of publication in which anybody may object.
    objection_working_days: int = 5
    # An agreement that ends so soon is on the warning list.
    expiry_warning_days: int = 60
    # A neighbourhood is named in public where so many cases are, a count of people where there are so many.
    small_cell: int = 5
    # 慈善法 art. 72: every three months; art. 79: in an emergency every five days.
    disclosure_months: int = 3
    emergency_disclosure_days: int = 5
