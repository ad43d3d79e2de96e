using ElJournal.Kernel;

namespace ElJournal.Integrity.Custody;

/// <summary>What custody needs to know of the school. The Host answers it; this module knows neither classes nor staff.</summary>
public interface ICustodyGround
{
    /// <summary>The school's calendar day, by its own clock.</summary>
    Task<DateOnly> Today(SchoolId school, CancellationToken cancel);

    /// <summary>Учебные годы with their classes, the latest first.</summary>
    Task<IReadOnlyList<CustodyYear>> Years(SchoolId school, CancellationToken cancel);

    /// <summary>Everybody who works or has worked at the school, by name. An erased person has no name left.</summary>
    Task<IReadOnlyList<Keeper>> Staff(SchoolId school, CancellationToken cancel);

    /// <summary>How many sheets the printed journal of a class has, bound and printed on both sides; null: the reader may not read the whole of it, or there is nothing in it.</summary>
    Task<SheetCount?> Sheets(Actor reader, string schoolClass, CancellationToken cancel);
}

/// <summary>Учебный год as custody sees it.</summary>
/// <param name="Year">Its id, which is also the year's name in the log: <c>2026-2027</c>.</param>
/// <param name="Classes">Lowest first.</param>
public sealed record CustodyYear(string Year, DateOnly From, DateOnly To, IReadOnlyList<KeptClass> Classes);

/// <summary>Класс of a year.</summary>
public sealed record KeptClass(string Id, string Name);

/// <summary>Сотрудник, who keeps a medium, certifies a volume or sits in a commission.</summary>
/// <param name="Name">Соколова И. В.; never stored with what the person did.</param>
/// <param name="AtWork">Works here today, so can be chosen.</param>
public sealed record Keeper(string Id, string Name, bool AtWork);

/// <summary>Объём печати.</summary>
/// <param name="Pages">Sides, which are the sheets of a print on one side.</param>
/// <param name="Sheets">Of a print on both sides.</param>
public sealed record SheetCount(int Pages, int Sheets);
