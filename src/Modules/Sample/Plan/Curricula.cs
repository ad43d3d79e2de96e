using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>Кафедры: who may teach what.</summary>
internal enum Chair
{
    Primary, Russian, Maths, English, History, Physics, Chemistry, Biology, Geography, Informatics, Sport, Labour, Art, Music, Safety, Upbringing,
}

/// <summary>Как класс делится in a subject.</summary>
internal enum Split
{
    None, Halves, Sexes,
}

/// <param name="Mean">What its grades come to.</param>
/// <param name="Hours">A week in 1 to 9, then the engineering and the universal profile of 10 and 11.</param>
/// <param name="Works">Whether control works are written in it.</param>
internal sealed record SubjectLine(string Key, string Name, string Short, Chair Chair, double Mean, bool Works, params int[] Hours)
{
    public SubjectId Id => SubjectId.From(Key);

    public string Part => Key is "finansy" or "mhk" or "cherchenie" or "sport-igry" or "masterskaya" or "razgovory" || Key.StartsWith("praktikum-", StringComparison.Ordinal)
        ? CurriculumParts.School : CurriculumParts.Federal;

    public int HoursOf(int level, string? profile) => Hours[level < 10 ? level - 1 : profile == Curricula.Engineering ? 9 : 10];

    public Split SplitAt(int level) => Chair switch
    {
        Chair.English or Chair.Informatics when Key is "anglijskij" or "informatika" => Split.Halves,
        Chair.Labour when level >= 5 && Key == "trud" => Split.Halves,
        Chair.Sport when level >= 10 => Split.Sexes,
        _ => Split.None,
    };
}

/// <summary>Учебный план (D-10.5, D-10.6) of all levels: hours a week for five days, as the federal programmes have them.</summary>
internal static class Curricula
{
    public const string Engineering = "Инженерный";
    public const string Universal = "Универсальный";

    public static readonly IReadOnlyList<SubjectLine> Lines =
    [
        //                                                                                                  1  2  3  4  5  6  7  8  9  eng uni
        new("russkij-yazyk", "Русский язык", "Рус. яз.", Chair.Russian, 3.7, true,                          5, 5, 5, 5, 5, 6, 4, 3, 3, 2, 2),
        new("chtenie", "Литературное чтение", "Лит. чт.", Chair.Primary, 4.0, true,                         4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0),
        new("literatura", "Литература", "Лит-ра", Chair.Russian, 4.0, true,                                 0, 0, 0, 0, 3, 3, 2, 2, 3, 3, 3),
        new("anglijskij", "Английский язык", "Англ.", Chair.English, 3.87, true,                            0, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3),
        new("matematika", "Математика", "Матем.", Chair.Maths, 3.7, true,                                   4, 4, 4, 4, 5, 5, 0, 0, 0, 0, 0),
        new("algebra", "Алгебра", "Алгебра", Chair.Maths, 3.7, true,                                        0, 0, 0, 0, 0, 0, 3, 3, 3, 4, 3),
        new("geometriya", "Геометрия", "Геом.", Chair.Maths, 3.7, true,                                     0, 0, 0, 0, 0, 0, 2, 2, 2, 3, 2),
        new("veroyatnost", "Вероятность и статистика", "Вер. стат.", Chair.Maths, 3.8, true,                0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1),
        new("informatika", "Информатика", "Информ.", Chair.Informatics, 4.1, true,                          0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1),
        new("okruzhayushchij-mir", "Окружающий мир", "Окр. мир", Chair.Primary, 4.0, true,                  2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0),
        new("istoriya", "История", "История", Chair.History, 3.9, true,                                     0, 0, 0, 0, 2, 2, 2, 2, 2, 2, 2),
        new("obshchestvoznanie", "Обществознание", "Общ.", Chair.History, 4.0, true,                        0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2),
        new("geografiya", "География", "Геогр.", Chair.Geography, 3.9, true,                                0, 0, 0, 0, 1, 1, 2, 2, 2, 1, 1),
        new("biologiya", "Биология", "Биол.", Chair.Biology, 3.9, true,                                     0, 0, 0, 0, 1, 1, 1, 2, 2, 1, 1),
        new("fizika", "Физика", "Физика", Chair.Physics, 3.7, true,                                        0, 0, 0, 0, 0, 0, 2, 2, 3, 5, 2),
        new("himiya", "Химия", "Химия", Chair.Chemistry, 3.75, true,                                         0, 0, 0, 0, 0, 0, 0, 2, 2, 1, 1),
        new("orkse", "Основы религиозных культур и светской этики", "ОРКСЭ", Chair.Primary, 4.6, false,     0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0),
        new("odnknr", "Основы духовно-нравственной культуры народов России", "ОДНКНР", Chair.History, 4.5, false, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0),
        new("izo", "Изобразительное искусство", "ИЗО", Chair.Art, 4.7, false,                               1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0),
        new("muzyka", "Музыка", "Музыка", Chair.Music, 4.7, false,                                          1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0),
        new("trud", "Труд (технология)", "Труд", Chair.Labour, 4.6, false,                                  1, 1, 1, 1, 2, 2, 2, 1, 1, 0, 0),
        new("fizkultura", "Физическая культура", "Физ-ра", Chair.Sport, 4.7, false,                         3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2),
        new("obzr", "Основы безопасности и защиты Родины", "ОБЗР", Chair.Safety, 4.5, false,                0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1),
        new("proekt", "Индивидуальный проект", "Проект", Chair.Informatics, 4.4, false,                     0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1),
        // Часть, формируемая участниками образовательных отношений.
        new("praktikum-russkij", "Практикум по русскому языку", "Пр. рус.", Chair.Russian, 4.0, false,      0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1),
        new("praktikum-matematika", "Практикум по математике", "Пр. мат.", Chair.Maths, 4.0, false,         0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1),
        new("praktikum-fizika", "Практикум по физике", "Пр. физ.", Chair.Physics, 4.1, false,               0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0),
        new("praktikum-biologiya", "Практикум по биологии", "Пр. биол.", Chair.Biology, 4.2, false,         0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1),
        new("praktikum-obshchestvo", "Практикум по обществознанию", "Пр. общ.", Chair.History, 4.2, false,  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
        new("finansy", "Основы финансовой грамотности", "Финансы", Chair.Geography, 4.3, false,             0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
        new("mhk", "Мировая художественная культура", "МХК", Chair.Art, 4.4, false,                         0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
        new("cherchenie", "Черчение", "Черчение", Chair.Art, 4.2, false,                                   0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0),
        new("sport-igry", "Спортивные игры", "Спорт. игры", Chair.Sport, 4.7, false,                        0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0),
        new("masterskaya", "Проектная мастерская", "Мастерская", Chair.Art, 4.5, false,                     0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0),
    ];

    /// <summary>Внеурочная деятельность of every class, without grades.</summary>
    public static readonly SubjectLine ClassHour = new("razgovory", "Разговоры о важном", "Разг. важн.", Chair.Upbringing, 0, false);

    public static SubjectLine Of(SubjectId subject) => Lines.First(l => l.Id == subject);

    public static int WeekOf(int level, string? profile) => Lines.Sum(l => l.HoursOf(level, profile));

    /// <summary>Предельная нагрузка of a five-day week (СанПиН 1.2.3685-21).</summary>
    public static int NormOf(int level) => level switch { 1 => 21, <= 4 => 23, 5 => 29, 6 => 30, 7 => 32, <= 9 => 33, _ => 34 };

    /// <summary>Who teaches the subject in the level: a primary class has its own teacher but in music, sport and English.</summary>
    public static Chair ChairAt(SubjectLine line, int level) =>
        level <= 4 && line.Chair is not (Chair.English or Chair.Music or Chair.Sport) ? Chair.Primary : line.Chair;
}
