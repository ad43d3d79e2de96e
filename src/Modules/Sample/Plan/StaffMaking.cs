using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>Сотрудники: seventy teachers by chairs, four deputies, director, administrator, secretary and the account of the inspectorate.</summary>
internal static class StaffMaking
{
    /// <summary>Halls for sport: so many classes and halves of them can have it at once.</summary>
    public static readonly IReadOnlyList<string> Halls = ["Спортзал 1", "Спортзал 2", "Зал гимнастики", "Стадион"];

    private static readonly IReadOnlyList<(Chair Chair, int Count, int Men, string Position, string Room, int Seats)> Chairs =
    [
        (Chair.Primary, 16, 0, "Учитель начальных классов", RoomKinds.Classroom, 30), (Chair.Russian, 9, 0, "Учитель русского языка и литературы", RoomKinds.Classroom, 30),
        (Chair.Maths, 9, 1, "Учитель математики", RoomKinds.Classroom, 30), (Chair.English, 9, 1, "Учитель английского языка", RoomKinds.Classroom, 16),
        (Chair.History, 4, 1, "Учитель истории и обществознания", RoomKinds.Classroom, 30), (Chair.Physics, 3, 1, "Учитель физики", RoomKinds.Laboratory, 30),
        (Chair.Chemistry, 1, 0, "Учитель химии", RoomKinds.Laboratory, 30), (Chair.Biology, 2, 0, "Учитель биологии", RoomKinds.Laboratory, 30),
        (Chair.Geography, 2, 0, "Учитель географии", RoomKinds.Classroom, 30), (Chair.Informatics, 2, 1, "Учитель информатики", RoomKinds.Computers, 30),
        (Chair.Sport, 6, 3, "Учитель физической культуры", RoomKinds.Gym, 0), (Chair.Labour, 3, 1, "Учитель труда (технологии)", RoomKinds.Workshop, 16),
        (Chair.Art, 1, 0, "Учитель изобразительного искусства", RoomKinds.Classroom, 30), (Chair.Music, 2, 0, "Учитель музыки", RoomKinds.Classroom, 30),
        (Chair.Safety, 1, 1, "Преподаватель-организатор ОБЗР", RoomKinds.Classroom, 30),
    ];

    private static readonly IReadOnlyList<(string Position, Role Role, bool Man)> Office =
    [
        ("Директор", Role.Director, false),
        ("Заместитель директора по УВР, начальная школа", Role.DeputyHead, false), ("Заместитель директора по УВР, 5–8 классы", Role.DeputyHead, false),
        ("Заместитель директора по УВР, 9–11 классы", Role.DeputyHead, false), ("Заместитель директора по воспитательной работе", Role.DeputyHead, false),
        ("Администратор электронного журнала", Role.Administrator, true), ("Секретарь", Role.Secretary, false),
        ("Проверяющий, отдел контроля и надзора", Role.Auditor, false),
    ];

    /// <summary>Teacher and chair, in the order of <see cref="Chairs"/>.</summary>
    internal sealed record Member(PlannedTeacher Teacher, Chair Chair);

    public static (IReadOnlyList<Member> Teachers, IReadOnlyList<PlannedTeacher> Office, IReadOnlyList<PlannedRoom> Rooms) Make(Dice dice)
    {
        var rooms = Halls.Select((hall, i) => new PlannedRoom(RoomId.From($"hall-{i + 1}"), hall, i == 3 ? RoomKinds.Other : RoomKinds.Gym, 60)).ToList();
        var teachers = new List<Member>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var (chair, count, men, position, kind, seats) in Chairs)
        {
            for (var i = 0; i < count; i++)
            {
                string? room = null;
                if (kind != RoomKinds.Gym)
                {
                    // Sixteen rooms a floor; the primary classes below.
                    room = string.Create(CultureInfo.InvariantCulture, $"{1 + (number / 16)}{1 + (number % 16):00}");
                    rooms.Add(new(RoomId.From($"room-{room}"), room, kind, seats));
                    number++;
                }
                var own = dice.For("teacher", $"{chair}", $"{i}");
                teachers.Add(new(Person(own, position, Role.Teacher, i < men, room, taken), chair));
            }
        }
        var laggards = dice.For("laggards");
        foreach (var (chair, delay) in new[] { (Chair.Maths, 6.0), (Chair.Geography, 8.0) })
        {
            var of = teachers.FindAll(m => m.Chair == chair);
            var late = laggards.One(of);
            teachers[teachers.IndexOf(late)] = late with { Teacher = late.Teacher with { Delay = delay } };
        }
        return (teachers, [.. Office.Select((o, i) => Person(dice.For("office", $"{i}"), o.Position, o.Role, o.Man, null, taken))], rooms);
    }

    /// <summary>No two sign alike: the signature is what the journal shows.</summary>
    private static PlannedTeacher Person(Dice dice, string position, Role role, bool man, string? room, HashSet<string> taken)
    {
        PersonCard card;
        do
        {
            var people = dice.One(NameBook.Peoples, p => p.Share).People;
            var surname = NameBook.Surname(dice, people);
            var patronymic = NameBook.Father(dice, people).Patronymic;
            var age = Math.Clamp((int)dice.Normal(49.4, 11.5), 23, 73);
            var born = new DateOnly(2025, 9, 1).AddYears(-age).AddDays(-dice.Below(365));
            card = man
                ? new(surname, NameBook.Father(dice, people).Given, patronymic, born, "М", null)
                : new(NameBook.Feminine(surname), NameBook.Mother(dice, people), NameBook.Daughterly(patronymic), born, "Ж", null);
        }
        while (!taken.Add(card.ShortName));
        return new(
            dice.Id<StaffId>(), dice.Id<AccountId>(), card, position, role, room,
            Math.Clamp(dice.Normal(1, 0.25), 0.4, 2), Math.Clamp(dice.Normal(0.04, 0.12), -0.2, 0.3));
    }
}
