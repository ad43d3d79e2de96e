using System.Text.Json.Serialization;
using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Учебный год: e.g. <c>2026-2027</c>.</summary>
[JsonConverter(typeof(IdJsonConverter<YearId>))]
public readonly record struct YearId(string Value) : IId<YearId>
{
    public static YearId From(string value) => new(Id.Checked(value));

    public override string ToString() => Value;
}

/// <summary>Учебный период: e.g. <c>2026-2027.q2</c>; unique in the school.</summary>
[JsonConverter(typeof(IdJsonConverter<TermId>))]
public readonly record struct TermId(string Value) : IId<TermId>
{
    public static TermId From(string value) => new(Id.Checked(value));

    public override string ToString() => Value;
}

/// <summary>Учебный предмет.</summary>
[JsonConverter(typeof(IdJsonConverter<SubjectId>))]
public readonly record struct SubjectId(string Value) : IId<SubjectId>
{
    public static SubjectId From(string value) => new(Id.Checked(value));

    public override string ToString() => Value;
}

/// <summary>Класс: of one school year.</summary>
[JsonConverter(typeof(IdJsonConverter<ClassId>))]
public readonly record struct ClassId(string Value) : IId<ClassId>
{
    public static ClassId From(string value) => new(Id.Checked(value));

    public override string ToString() => Value;
}

/// <summary>Обучающийся.</summary>
[JsonConverter(typeof(IdJsonConverter<PupilId>))]
public readonly record struct PupilId(string Value) : IId<PupilId>
{
    public static PupilId From(string value) => new(Id.Checked(value));

    public override string ToString() => Value;
}

/// <summary>Сотрудник.</summary>
[JsonConverter(typeof(IdJsonConverter<StaffId>))]
public readonly record struct StaffId(string Value) : IId<StaffId>
{
    public static StaffId From(string value) => new(Id.Checked(value));

    public override string ToString() => Value;
}

/// <summary>Родитель (законный представитель).</summary>
[JsonConverter(typeof(IdJsonConverter<GuardianId>))]
public readonly record struct GuardianId(string Value) : IId<GuardianId>
{
    public static GuardianId From(string value) => new(Id.Checked(value));

    public override string ToString() => Value;
}

/// <summary>Курс: what is taught to one class in one subject for a year.</summary>
[JsonConverter(typeof(IdJsonConverter<CourseId>))]
public readonly record struct CourseId(string Value) : IId<CourseId>
{
    public static CourseId From(string value) => new(Id.Checked(value));

    public override string ToString() => Value;
}

/// <summary>Учебная группа: of one school year.</summary>
[JsonConverter(typeof(IdJsonConverter<GroupId>))]
public readonly record struct GroupId(string Value) : IId<GroupId>
{
    public static GroupId From(string value) => new(Id.Checked(value));

    public override string ToString() => Value;
}

/// <summary>Загрузка: one file taken in as a whole.</summary>
[JsonConverter(typeof(IdJsonConverter<ImportId>))]
public readonly record struct ImportId(string Value) : IId<ImportId>
{
    public static ImportId From(string value) => new(Id.Checked(value));

    public override string ToString() => Value;
}
