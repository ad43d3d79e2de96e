using ElJournal.Kernel;

namespace ElJournal.Integrity.Custody.Retention;

/// <summary>Запрет на уничтожение: what lies in an archive is needed beyond its term, or somebody is looking into it.</summary>
/// <param name="Year">Учебный год.</param>
/// <param name="Hold">Id of the hold.</param>
/// <param name="Kinds">Which archives: <c>J5</c>, <c>S25</c>, <c>P</c>; their paper and copies too.</param>
/// <param name="Reason">One of <see cref="HoldReasons"/>.</param>
/// <param name="Basis">Документ: its kind, number and date.</param>
/// <param name="On">From this day.</param>
[Recorded("integrity.hold_placed.v1")]
public sealed record HoldPlaced(string Year, Guid Hold, IReadOnlyList<string> Kinds, string Reason, string Basis, DateOnly On);

/// <summary>Запрет на уничтожение снят.</summary>
/// <param name="Year">Учебный год.</param>
/// <param name="Hold">Id of the hold.</param>
/// <param name="Basis">Документ: its kind, number and date.</param>
/// <param name="On">From this day.</param>
[Recorded("integrity.hold_lifted.v1")]
public sealed record HoldLifted(string Year, Guid Hold, string Basis, DateOnly On);

/// <summary>
/// Архив уничтожен по акту (D-5): files on the server are removed with the act, papers and copies by the commission. The log and what was sealed in it stay,
/// and so does every kind that is not named: statements outlive the journals.
/// </summary>
/// <param name="Year">Учебный год.</param>
/// <param name="Act">Id of the act.</param>
/// <param name="Number">Номер акта.</param>
/// <param name="On">Day of the act.</param>
/// <param name="Kinds">Which archives: <c>J5</c>, <c>S25</c>, <c>P</c>.</param>
/// <param name="Basis">Основание: the order or protocol by which it was allowed.</param>
/// <param name="Commission">Ids of the staff, the first is the head.</param>
/// <param name="Files">Archives that were made.</param>
/// <param name="Volumes">Certified prints.</param>
/// <param name="Copies">Copies on media.</param>
[Recorded("integrity.archive_destroyed.v1")]
public sealed record ArchiveDestroyed(
    string Year, Guid Act, string Number, DateOnly On, IReadOnlyList<string> Kinds, string Basis, IReadOnlyList<string> Commission, IReadOnlyList<DestroyedFile> Files,
    IReadOnlyList<DestroyedVolume> Volumes, IReadOnlyList<DestroyedCopy> Copies);

/// <summary>Файл архива.</summary>
/// <param name="Sha256">As it was made, hex.</param>
public sealed record DestroyedFile(string Kind, string File, string Sha256);

/// <summary>Том на бумаге.</summary>
public sealed record DestroyedVolume(string Volume, string Class, int Sheets);

/// <summary>Экземпляр на носителе.</summary>
/// <param name="Medium">Id of the medium.</param>
/// <param name="Sha256">Which archive, hex.</param>
public sealed record DestroyedCopy(string Medium, string Kind, string Sha256);

/// <summary>Почему нельзя уничтожать.</summary>
public static class HoldReasons
{
    public static readonly IReadOnlyList<string> All = ["court", "inspection", "complaint", "archive"];
}

/// <summary>Хранение архивов одного года: holds and acts.</summary>
/// <param name="Id">Key of the stream.</param>
/// <param name="Lifted">Holds that stand no more.</param>
public sealed record YearCustody(string Id, string Year, IReadOnlyList<HoldPlaced> Holds, IReadOnlyList<HoldLifted> Lifted, IReadOnlyList<ArchiveDestroyed> Acts)
{
    public static string StreamOf(string year) => "custody/" + year;

    public static YearCustody Create(HoldPlaced e) => new(StreamOf(e.Year), e.Year, [e], [], []);

    public static YearCustody Create(ArchiveDestroyed e) => new(StreamOf(e.Year), e.Year, [], [], [e]);

    public static YearCustody Apply(HoldPlaced e, YearCustody custody) => custody with { Holds = [.. custody.Holds, e] };

    public static YearCustody Apply(HoldLifted e, YearCustody custody) => custody with { Lifted = [.. custody.Lifted, e] };

    public static YearCustody Apply(ArchiveDestroyed e, YearCustody custody) => custody with { Acts = [.. custody.Acts, e] };

    /// <summary>When the hold was lifted; null: it stands.</summary>
    public HoldLifted? LiftOf(Guid hold) => Lifted.FirstOrDefault(l => l.Hold == hold);

    /// <summary>The hold that stands on a kind; null: none does.</summary>
    public HoldPlaced? HoldOn(string kind) => Holds.FirstOrDefault(h => LiftOf(h.Hold) is null && h.Kinds.Contains(kind));

    /// <summary>The act by which a kind was destroyed; null: it was not.</summary>
    public ArchiveDestroyed? ActOn(string kind) => Acts.FirstOrDefault(a => a.Kinds.Contains(kind));
}
