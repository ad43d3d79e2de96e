using System.Text.Json.Serialization;
using ElJournal.Kernel;

namespace ElJournal.Integrity.Custody.Media;

/// <summary>Носитель: one of them.</summary>
[JsonConverter(typeof(IdJsonConverter<MediumId>))]
public readonly record struct MediumId(string Value) : IId<MediumId>
{
    public static MediumId From(string value) => new(Id.Checked(value));

    /// <summary>Key of the medium's stream.</summary>
    public string Stream => "medium/" + Value;

    public override string ToString() => Value;
}

/// <summary>Носитель поставлен на учёт (D-24, A-9, A-10).</summary>
/// <param name="Label">Инвентарный номер, as it is written on it.</param>
/// <param name="Kind">One of <see cref="MediumKinds"/>.</param>
/// <param name="Place">Where it lies.</param>
/// <param name="Keeper">Ответственный за хранение: id of the staff.</param>
[Recorded("integrity.medium_registered.v1")]
public sealed record MediumRegistered(MediumId Medium, string Label, string Kind, string Place, string Keeper);

/// <summary>Носитель передан: another place, another keeper, or both.</summary>
/// <param name="Place">Where it lies now.</param>
/// <param name="Keeper">Who answers for it now: id of the staff.</param>
[Recorded("integrity.medium_moved.v1")]
public sealed record MediumMoved(MediumId Medium, string Place, string Keeper);

/// <summary>Экземпляр архива записан на носитель (D-5, A-10).</summary>
/// <param name="Year">Учебный год of the archive.</param>
/// <param name="Kind">Which: <c>J5</c>, <c>S25</c>, <c>P</c>.</param>
/// <param name="Sha256">Of the zip, as it was made, lower-case hex.</param>
/// <param name="On">Day on which it was written.</param>
/// <param name="Way">How the sum is known: one of <see cref="CheckWays"/>.</param>
[Recorded("integrity.copy_entered.v1")]
public sealed record CopyEntered(MediumId Medium, string Year, string Kind, string Sha256, DateOnly On, string Way);

/// <summary>Экземпляр проверен (D-16): whether what lies on the medium is still the archive that was made.</summary>
/// <param name="Sha256">Which copy: sum of the archive as it was made.</param>
/// <param name="On">Day of the check.</param>
/// <param name="By">Who checked: id of the staff.</param>
/// <param name="Result">One of <see cref="CheckResults"/>.</param>
/// <param name="Way">How: one of <see cref="CheckWays"/>.</param>
[Recorded("integrity.copy_checked.v1")]
public sealed record CopyChecked(MediumId Medium, string Sha256, DateOnly On, string By, string Result, string Way);

/// <summary>Носитель выбыл: no copy on it counts any more.</summary>
/// <param name="Reason">One of <see cref="WithdrawalReasons"/>.</param>
/// <param name="On">From this day.</param>
[Recorded("integrity.medium_withdrawn.v1")]
public sealed record MediumWithdrawn(MediumId Medium, string Reason, DateOnly On);

/// <summary>Виды носителей.</summary>
public static class MediumKinds
{
    public static readonly IReadOnlyList<string> All = ["optical", "disk", "flash", "region"];
}

/// <summary>Итоги проверки экземпляра.</summary>
public static class CheckResults
{
    /// <summary>Совпадает байт в байт.</summary>
    public const string Same = "same";

    /// <summary>Другой файл или повреждён.</summary>
    public const string Differs = "differs";

    /// <summary>Не читается.</summary>
    public const string Unreadable = "unreadable";

    public static readonly IReadOnlyList<string> All = [Same, Differs, Unreadable];
}

/// <summary>Как сверено.</summary>
public static class CheckWays
{
    /// <summary>The file itself was brought to the journal.</summary>
    public const string File = "file";

    /// <summary>The sum was reckoned elsewhere and typed.</summary>
    public const string Sum = "sum";

    public static readonly IReadOnlyList<string> All = [File, Sum];
}

/// <summary>Почему носитель выбыл.</summary>
public static class WithdrawalReasons
{
    public static readonly IReadOnlyList<string> All = ["lost", "damaged", "worn", "replaced"];
}
