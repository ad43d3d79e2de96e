using System.Globalization;
using ElJournal.Kernel;
using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>Обучающиеся и их родители: families first, so that names, patronymics and guardians belong together.</summary>
internal static class FamilyMaking
{
    private const int Siblings = 96;
    private const int Refusals = 40;
    private const int Namesakes = 3;

    /// <summary>Семья: by its people, with those who represent the children.</summary>
    private sealed record Family(string Key, string People, string Surname, (string Given, string Patronymic) Father, IReadOnlyList<Parent> Parents, bool NoPatronymic);

    private sealed record Parent(string Relation, PersonCard Card);

    private sealed class Child(ClassMaking.Sized schoolClass, string key)
    {
        public ClassMaking.Sized Class { get; } = schoolClass;
        public string Key { get; } = key;
        public Family? Family { get; set; }
        public bool Male { get; set; }
        public DateOnly Born { get; set; }
        public string Given { get; set; } = "";
        public int Number { get; set; }
    }

    /// <param name="newcomers">Into which classes somebody comes within the year.</param>
    public static (IReadOnlyList<PlannedPupil> Pupils, IReadOnlyList<PlannedGuardian> Guardians) Make(
        Dice dice, PlannedYear year, IReadOnlyList<ClassMaking.Sized> classes, IReadOnlyList<ClassMaking.Sized> newcomers)
    {
        var children = classes.SelectMany(c => Enumerable.Range(0, c.Size).Select(i => new Child(c, $"{c.Id}/{i}")))
            .Concat(newcomers.Select((c, i) => new Child(c, $"new/{i}"))).ToList();
        foreach (var child in children)
        {
            var own = dice.For("child", child.Key);
            child.Male = own.Chance(0.505);
            child.Born = Born(own, child.Class.Level);
        }
        // The last come with families of their own: a sister would have been here before.
        Join(dice.For("siblings"), children.GetRange(0, classes.Sum(c => c.Size)), dice);
        foreach (var child in children) child.Family ??= NewFamily(dice.For("family", child.Key), child.Key);
        Name(dice, children);
        Number(dice.For("files"), children);

        var unwilling = Unwilling(dice.For("refusals"), children);
        var pupils = children.Select(c => Pupil(dice.For("pupil", c.Key), c, year, unwilling.Contains(c.Family!.Key))).ToList();
        return (pupils, Guardians(dice, children, pupils));
    }

    /// <summary>6½ to 7½ in September of grade 1, a few a year older.</summary>
    private static DateOnly Born(Dice dice, int level) =>
        new DateOnly(2018 - (level - 1) - (dice.Chance(0.03) ? 1 : 0), 3, 1).AddDays(dice.Below(365));

    /// <summary>Братья и сёстры: mostly two or more levels apart; three pairs of twins in one class.</summary>
    private static void Join(Dice dice, List<Child> children, Dice all)
    {
        var order = dice.Shuffled(children);
        foreach (var first in order.Take(Siblings))
        {
            if (first.Family is not null) continue;
            var family = first.Family = NewFamily(all.For("family", first.Key), first.Key);
            var others = order.Where(o => o.Family is null && Math.Abs(o.Class.Level - first.Class.Level) is >= 2 and <= 7).ToList();
            var second = dice.One(others);
            second.Family = family;
            if (!dice.Chance(0.1)) continue;
            var third = others.Find(o => o.Family is null && Math.Abs(o.Class.Level - second.Class.Level) >= 2);
            if (third is not null) third.Family = family;
        }
        foreach (var one in order.Where(o => o.Family is null).Take(3).ToList())
        {
            var twin = order.FirstOrDefault(o => o.Family is null && o != one && o.Class == one.Class);
            if (twin is null) continue;
            one.Family = twin.Family = NewFamily(all.For("family", one.Key), one.Key);
            twin.Born = one.Born;
        }
    }

    private static Family NewFamily(Dice dice, string key)
    {
        var people = dice.One(NameBook.Peoples, p => p.Share).People;
        var surname = NameBook.Surname(dice, people);
        if (people == NameBook.Russian && dice.Chance(0.006)) surname = $"{surname}-{NameBook.Surname(dice, people)}";
        if (surname.Split('-') is [var a, var b] && a == b) surname = a;
        var father = NameBook.Father(dice, people);
        var mother = new PersonCard(
            NameBook.Feminine(surname), NameBook.Mother(dice, people), NameBook.Daughterly(NameBook.Father(dice, people).Patronymic), null, "Ж", null);
        var man = new PersonCard(surname, father.Given, NameBook.Father(dice, people).Patronymic, null, "М", null);
        IReadOnlyList<Parent> parents;
        var kind = dice.Share();
        if (kind < 0.52) parents = [new("mother", mother), new("father", man)];
        else if (kind < 0.83) parents = [new("mother", mother)];
        else if (kind < 0.89) parents = [new("father", man)];
        // Separated: she has another name by now, or her own again.
        else if (kind < 0.97) parents = [new("mother", mother with { Family = NameBook.Feminine(NameBook.Surname(dice, people)) }), new("father", man)];
        else parents = [new("guardian", mother with { Given = NameBook.Mother(dice, people), Family = NameBook.Feminine(NameBook.Surname(dice, people)) })];
        return new(key, people, surname, father, parents, dice.Chance(people == "таджики" ? 0.5 : people == NameBook.Russian ? 0.004 : 0.06));
    }

    private static void Name(Dice dice, List<Child> children)
    {
        foreach (var child in children)
        {
            var own = dice.For("given", child.Key);
            // Brothers and sisters have names of their own.
            do child.Given = NameBook.Child(own, child.Family!.People, child.Male);
            while (children.Any(o => o != child && o.Family == child.Family && o.Given == child.Given));
        }
        // Тёзки с одной фамилией in one class, told apart by the patronymic and the day of birth.
        var pairs = 0;
        foreach (var group in dice.For("namesakes").Shuffled(children.Where(c => !c.Key.StartsWith("new", StringComparison.Ordinal)).GroupBy(c => (c.Class.Id, c.Male))))
        {
            if (pairs == Namesakes) break;
            var free = group.Where(c => c.Family!.People == NameBook.Russian && !c.Family.NoPatronymic && children.Count(o => o.Family == c.Family) == 1).Take(2).ToList();
            if (free.Count < 2) continue;
            var (one, other) = (free[0], free[1]);
            (string Given, string Patronymic) father = other.Family!.Father.Patronymic != one.Family!.Father.Patronymic ? other.Family.Father
                : one.Family.Father.Given == "Марк" ? ("Лев", "Львович") : ("Марк", "Маркович");
            other.Family = other.Family with
            {
                Surname = one.Family.Surname,
                Father = father,
                Parents = [.. other.Family.Parents.Select(p => Renamed(p, other.Family.Surname, one.Family.Surname, father.Given))],
            };
            other.Given = one.Given;
            pairs++;
        }
    }

    private static Parent Renamed(Parent parent, string from, string to, string father)
    {
        var own = parent.Card.Family == from || parent.Card.Family == NameBook.Feminine(from);
        var card = own ? parent.Card with { Family = parent.Card.Sex == "М" ? to : NameBook.Feminine(to) } : parent.Card;
        return parent with { Card = parent.Relation == "father" ? card with { Given = father } : card };
    }

    /// <summary>Личные дела are numbered as the pupils came: the eldest first, a letter of the surname before.</summary>
    private static void Number(Dice dice, List<Child> children)
    {
        var number = 1200;
        foreach (var child in dice.Shuffled(children).OrderByDescending(c => c.Class.Level - (c.Key.StartsWith("new", StringComparison.Ordinal) ? 20 : 0)))
            child.Number = number += 1 + dice.Below(2);
    }

    private static HashSet<string> Unwilling(Dice dice, List<Child> children)
    {
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        foreach (var family in dice.Shuffled(children.GroupBy(c => c.Family!.Key)))
        {
            if (count + family.Count() > Refusals) continue;
            chosen.Add(family.Key);
            if ((count += family.Count()) == Refusals) break;
        }
        return chosen;
    }

    private static PlannedPupil Pupil(Dice dice, Child child, PlannedYear year, bool refuses)
    {
        var family = child.Family!;
        var surname = child.Male ? family.Surname : NameBook.Feminine(family.Surname);
        var patronymic = family.NoPatronymic ? null : child.Male ? family.Father.Patronymic : NameBook.Daughterly(family.Father.Patronymic);
        var file = string.Create(CultureInfo.InvariantCulture, $"{surname[0]}-{child.Number}");
        return new(
            dice.Id<PupilId>(), new PersonCard(surname, child.Given, patronymic, child.Born, child.Male ? "М" : "Ж", file), child.Class.Id,
            year.From, null, null, null, dice.Normal(), null, false, refuses);
    }

    private static List<PlannedGuardian> Guardians(Dice dice, List<Child> children, List<PlannedPupil> pupils) =>
    [
        .. children.Select((c, i) => (Child: c, Pupil: pupils[i])).GroupBy(x => x.Child.Family!.Key).SelectMany(g => g.First().Child.Family!.Parents.Select((parent, i) =>
        {
            var own = dice.For("guardian", g.Key, $"{i}");
            // The eldest child came when its mother was between twenty and thirty-five.
            var born = g.Min(x => x.Child.Born).AddYears(-(parent.Relation == "guardian" ? 48 : 21) - own.Below(14)).AddDays(-own.Below(365));
            return new PlannedGuardian(
                own.Id<GuardianId>(), own.Id<AccountId>(), parent.Card with { Born = born },
                [.. g.Select(x => (x.Pupil.Id, parent.Relation))]);
        })),
    ];
}
