using System.Text.Json.Serialization;
using ElJournal.Kernel;

namespace ElJournal.Setup;

/// <summary>Кабинет.</summary>
[JsonConverter(typeof(IdJsonConverter<RoomId>))]
public readonly record struct RoomId(string Value) : IId<RoomId>
{
    public static RoomId From(string value) => new(Id.Checked(value));

    public override string ToString() => Value;
}

/// <summary>Назначение ответственного лица: one area in one person's charge.</summary>
[JsonConverter(typeof(IdJsonConverter<DutyId>))]
public readonly record struct DutyId(string Value) : IId<DutyId>
{
    public static DutyId From(string value) => new(Id.Checked(value));

    public override string ToString() => Value;
}

/// <summary>Локальный нормативный акт.</summary>
[JsonConverter(typeof(IdJsonConverter<ActId>))]
public readonly record struct ActId(string Value) : IId<ActId>
{
    public static ActId From(string value) => new(Id.Checked(value));

    public override string ToString() => Value;
}

/// <summary>Договор с разработчиком.</summary>
[JsonConverter(typeof(IdJsonConverter<ContractId>))]
public readonly record struct ContractId(string Value) : IId<ContractId>
{
    public static ContractId From(string value) => new(Id.Checked(value));

    public override string ToString() => Value;
}
