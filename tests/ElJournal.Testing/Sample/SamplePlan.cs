using ElJournal.Setup;

namespace ElJournal.Testing;

/// <summary>Учебный план и нагрузка of the sample: who teaches what to whom, and for how many hours a week.</summary>
internal static class SamplePlan
{
    public static readonly IReadOnlyList<SampleClass> Classes =
        [new(ClassId.From("7a"), 7, "А"), new(ClassId.From("8a"), 8, "А"), new(ClassId.From("8b"), 8, "Б")];

    /// <summary>Invented people; the number is the teacher's room.</summary>
    public static readonly IReadOnlyList<SampleTeacher> Staff =
    [
        new("sokolova", "Соколова", "Ирина", "Викторовна", "Ж", "21"),
        new("mironov", "Миронов", "Павел", "Сергеевич", "М", "22"),
        new("belova", "Белова", "Наталья", "Андреевна", "Ж", "11"),
        new("guseva", "Гусева", "Марина", "Олеговна", "Ж", "12"),
        new("kim", "Ким", "Елена", "Робертовна", "Ж", "31"),
        new("dorofeev", "Дорофеев", "Андрей", "Николаевич", "М", "15"),
        new("zaharova", "Захарова", "Ольга", "Павловна", "Ж", "16"),
        new("timofeeva", "Тимофеева", "Светлана", "Юрьевна", "Ж", "25"),
        new("ahmetov", "Ахметов", "Рустам", "Маратович", "М", "27"),
        new("savelyeva", "Савельева", "Галина", "Фёдоровна", "Ж", "26"),
        new("lapteva", "Лаптева", "Юлия", "Денисовна", "Ж", "33"),
        new("chernov", "Чернов", "Виктор", "Степанович", "М", "спортзал"),
        new("orlova", "Орлова", "Анна", "Константиновна", "Ж", "14"),
        new("rybakov", "Рыбаков", "Дмитрий", "Ильич", "М", "мастерская"),
        new("lebedeva", "Лебедева", "Татьяна", "Михайловна", "Ж", null),
        new("gromov", "Громов", "Алексей", "Петрович", "М", null),
    ];

    /// <summary>A plan of lessons in the files is named <c>{subject}-{level}.csv</c>.</summary>
    public static readonly IReadOnlyList<SampleSubject> Subjects =
    [
        new("algebra", "Алгебра", 3, 3, "mironov", "sokolova", "sokolova"),
        new("geometriya", "Геометрия", 2, 2, "mironov", "sokolova", "sokolova"),
        new("russkij-yazyk", "Русский язык", 4, 3, "belova", "belova", "guseva"),
        new("literatura", "Литература", 2, 2, "belova", "belova", "guseva"),
        new("anglijskij", "Английский язык", 3, 3, "kim", "kim", "kim"),
        new("istoriya", "История", 2, 2, "dorofeev", "dorofeev", "dorofeev"),
        new("obshchestvoznanie", "Обществознание", 1, 1, "dorofeev", "dorofeev", "dorofeev"),
        new("geografiya", "География", 2, 2, "zaharova", "zaharova", "zaharova"),
        new("biologiya", "Биология", 1, 2, "timofeeva", "timofeeva", "timofeeva"),
        new("fizika", "Физика", 2, 2, "ahmetov", "ahmetov", "ahmetov"),
        new("himiya", "Химия", 0, 2, "savelyeva", "savelyeva", "savelyeva"),
        new("informatika", "Информатика", 1, 1, "lapteva", "lapteva", "lapteva"),
        new("fizkultura", "Физическая культура", 2, 2, "chernov", "chernov", "chernov"),
        new("muzyka", "Музыка", 1, 1, "orlova", "orlova", "orlova"),
        new("izo", "Изобразительное искусство", 1, 0, "orlova", "orlova", "orlova"),
        new("trud", "Труд (технология)", 2, 1, "rybakov", "rybakov", "rybakov"),
        new("obzr", "Основы безопасности и защиты Родины", 0, 1, "chernov", "chernov", "chernov"),
    ];

    /// <summary>Every course of the school.</summary>
    public static readonly IReadOnlyList<SampleCourse> Courses =
    [
        .. Classes.SelectMany((c, place) => Subjects.Where(s => s.HoursAt(c.Level) > 0).Select(s => new SampleCourse(
            CourseId.From($"{s.Key}-{c.Id}"), c, s, s.HoursAt(c.Level), Staff.Single(t => t.Key == s.Teachers[place])))),
    ];
}

internal sealed record SampleClass(ClassId Id, int Level, string Letter);

internal sealed record SampleTeacher(string Key, string Family, string Given, string Patronymic, string Sex, string? Room)
{
    public StaffId Id => StaffId.From(Key);
}

/// <param name="In7">Hours a week in the 7th classes.</param>
/// <param name="Teachers">By class, in the order of <see cref="SamplePlan.Classes"/>.</param>
internal sealed record SampleSubject(string Key, string Name, int In7, int In8, params string[] Teachers)
{
    public SubjectId Id => SubjectId.From(Key);

    public int HoursAt(int level) => level == 7 ? In7 : In8;
}

internal sealed record SampleCourse(CourseId Id, SampleClass Class, SampleSubject Subject, int Hours, SampleTeacher Teacher);
