using ElJournal.Kernel;

namespace ElJournal.Integrity.Years;

/// <summary>Журнал записей года закрыт: the school says that nothing of this year is outstanding. What comes later, until the next year's log is opened, is seen to come later.</summary>
[Recorded("integrity.year_closed.v1")]
public sealed record YearClosed(string Year);
