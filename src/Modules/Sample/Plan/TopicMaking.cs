using System.Globalization;
using ElJournal.Setup;

namespace ElJournal.Sample.Plan;

/// <summary>КТП: spreads the topics of a subject over the lessons of the year, with control works where <see cref="WorkDays"/> put them, and homework.</summary>
internal static class TopicMaking
{
    private const int LongestTopic = 1000;

    public static IReadOnlyList<PlanItem> Make(Dice dice, TopicBook book, Block block, int lessons, IReadOnlyList<int> works)
    {
        var topics = book.Of(block.Line, block.Class.Level);
        // A teacher plans a lesson or two more than there will be, or fewer.
        var count = Math.Max(lessons + dice.Between(-2, 2), works.Count == 0 ? 1 : works[^1] + 1);
        var spread = Spread(topics, count - works.Count);
        var items = new List<PlanItem>(count);
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            if (works.Contains(i) && next > 0)
            {
                var section = spread[Math.Min(next, spread.Count) - 1].Topic.Section;
                items.Add(new(i + 1, Work(block.Line, section), 1, null, PlanWorks.Control));
                continue;
            }
            var before = next == 0 ? null : spread[Math.Min(next, spread.Count) - 1].Topic;
            var (topic, ordinal, of) = spread[Math.Min(next++, spread.Count - 1)];
            var text = Named(block.Line, topic, ordinal, of);
            // A section begins with its name.
            if (topic.Section != before?.Section && IsSaid(block.Line, topic)) text = $"{topic.Section}. {text}";
            items.Add(new(i + 1, text.Length > LongestTopic ? text[..LongestTopic].TrimEnd() : text, 1, Homework(dice, block, i, count), topic.Practice ? PlanWorks.Practice : null));
        }
        return items;
    }

    private static bool IsSaid(SubjectLine line, Topic topic) =>
        line.Chair != Chair.Upbringing && topic.Section.Length > 0 && !topic.Text.StartsWith(topic.Section, StringComparison.OrdinalIgnoreCase);

    /// <summary>Each topic with as many lessons as come to it; a practical work has one. Where topics are too many, some are left out evenly.</summary>
    private static List<(Topic Topic, int Ordinal, int Of)> Spread(IReadOnlyList<Topic> topics, int lessons)
    {
        if (topics.Count >= lessons) return [.. Enumerable.Range(0, lessons).Select(i => (topics[i * topics.Count / lessons], 0, 1))];
        var theory = topics.Count(t => !t.IsSingle);
        // Lists of single lessons only have nothing to be spread.
        if (theory == 0) return [.. Enumerable.Range(0, lessons).Select(i => (topics[i * topics.Count / lessons], 0, 1))];
        var free = lessons - (topics.Count - theory);
        var result = new List<(Topic, int, int)>();
        var (place, spent) = (0, 0);
        foreach (var topic in topics)
        {
            var own = topic.IsSingle ? 1 : ((++place * free) / theory) - spent;
            if (!topic.IsSingle) spent += own;
            for (var i = 0; i < own; i++) result.Add((topic, i, own));
        }
        return result;
    }

    private static string Work(SubjectLine line, string section) => line.Key switch
    {
        _ when section.Length == 0 => "Контрольная работа",
        "russkij-yazyk" => $"Контрольный диктант по теме «{section}»",
        "literatura" => $"Контрольное сочинение по теме «{section}»",
        "chtenie" or "okruzhayushchij-mir" => $"Проверочная работа по разделу «{section}»",
        "anglijskij" => $"Контрольная работа по разделу «{section}»",
        _ => $"Контрольная работа по теме «{section}»",
    };

    /// <summary>The first lesson bears the topic's name; the next say what is done, begun differently from topic to topic; a long one ends with a summing up.</summary>
    private static string Named(SubjectLine line, Topic topic, int ordinal, int of)
    {
        if (ordinal == 0) return topic.Text;
        if (ordinal == of - 1 && of >= 4) return $"{topic.Text}: {(line.Chair == Chair.Sport ? "учёт" : "обобщение")}";
        var turns = char.IsAsciiLetter(topic.Text[0]) ? Grammar : TurnsOf(line);
        var turn = turns[(topic.Text.Length + ordinal) % turns.Count];
        return ordinal <= turns.Count ? $"{topic.Text}: {turn}" : $"{topic.Text}: {turn}. Урок {1 + ((ordinal - 1) / turns.Count)}";
    }

    private static readonly IReadOnlyList<string> Grammar = ["тренировочные упражнения", "употребление в речи", "закрепление"];

    private static IReadOnlyList<string> TurnsOf(SubjectLine line) => line.Chair switch
    {
        Chair.Maths => ["решение задач", "упражнения", "закрепление", "решение задач повышенного уровня", "самостоятельная работа"],
        Chair.Russian when line.Key == "literatura" => ["чтение и анализ текста", "герои и их поступки", "идея и композиция", "выразительное чтение"],
        Chair.Russian => ["правило и упражнения", "закрепление", "работа с текстом", "словарный диктант", "развитие речи"],
        Chair.Primary when line.Key == "chtenie" => ["выразительное чтение", "работа с текстом", "пересказ", "проверка техники чтения"],
        Chair.Primary => ["наблюдение и опыт", "работа в тетради", "закрепление"],
        Chair.English => ["новая лексика", "чтение", "грамматика", "аудирование", "диалог", "письмо", "повторение"],
        Chair.History or Chair.Geography => ["работа с источниками", "причины и последствия", "работа с картой"],
        Chair.Sport => ["разучивание техники", "совершенствование техники", "эстафеты и игра"],
        Chair.Chemistry => ["свойства и применение", "уравнения реакций", "решение расчётных задач", "опыты и наблюдения"],
        Chair.Physics => ["решение задач", "опыты и наблюдения", "решение качественных задач", "самостоятельная работа"],
        Chair.Art or Chair.Music => ["творческая работа", "продолжение работы"],
        Chair.Labour => ["практикум", "выполнение изделия", "контроль качества", "защита проекта"],
        Chair.Informatics => ["практикум за компьютером", "решение задач"],
        _ => ["практикум", "закрепление"],
    };

    /// <summary>Домашнее задание as teachers write it; none in grade 1.</summary>
    private static string? Homework(Dice dice, Block block, int lesson, int of)
    {
        var chair = block.Line.Chair;
        var often = block.Class.Level == 1 ? 0 : chair switch
        {
            Chair.Upbringing => 0,
            Chair.Sport => 0.15,
            Chair.Music or Chair.Art or Chair.Labour => 0.3,
            _ => 0.88,
        };
        if (!dice.Chance(often)) return null;
        // Books have about two hundred pages, forty paragraphs and a thousand exercises; the year goes through them.
        var page = 6 + (lesson * 190 / of);
        var paragraph = 1 + (lesson * 42 / of);
        var exercise = 3 + (lesson * 620 / of);
        FormattableString text = (chair, block.Line.Key, dice.Below(4)) switch
        {
            (Chair.Sport, _, _) => $"Комплекс упражнений утренней гимнастики",
            (Chair.Music, _, _) => $"Слушать музыку по теме урока",
            (Chair.Art, _, < 2) => $"Принести краски, закончить рисунок",
            (Chair.Art, _, _) => $"Подобрать материал по теме",
            (Chair.Labour, _, _) => $"Подготовить материалы к следующему занятию",
            (Chair.Maths, "geometriya", 0) => $"Выучить теорему, п. {paragraph}, № {exercise}",
            (Chair.Maths, _, 0) => $"№ {exercise}",
            (Chair.Maths, _, 1) => $"№ {exercise}, {exercise + 2}, {exercise + 5}",
            (Chair.Maths, _, 2) => $"П. {paragraph}, № {exercise + 1}, {exercise + 3}",
            (Chair.Maths, _, _) => $"№ {exercise} (чётные), повторить правила",
            (_, "literatura" or "chtenie", 0) => $"Прочитать с. {page}–{page + 7}",
            (_, "literatura" or "chtenie", 1) => $"С. {page}–{page + 4}, вопросы 1–4 устно",
            (_, "literatura" or "chtenie", 2) => $"Пересказ, с. {page}–{page + 3}",
            (_, "literatura" or "chtenie", _) => $"Выучить отрывок наизусть, с. {page}",
            (Chair.Russian, _, 0) => $"Правило на с. {page}, упр. {exercise}",
            (Chair.Russian, _, 1) => $"Словарные слова, упр. {exercise}",
            (Chair.Russian, _, _) => $"Упр. {exercise}",
            (Chair.English, _, 0) => $"Выучить слова, с. {page}",
            (Chair.English, _, 1) => $"Упр. 3, 4 на с. {page}, рабочая тетрадь с. {2 + (page / 2)}",
            (Chair.English, _, _) => $"Упр. {1 + dice.Below(7)} на с. {page}",
            (Chair.Physics or Chair.Chemistry, _, 0) => $"§ {paragraph}, задачи 2–4 после параграфа",
            (Chair.Primary, _, _) => $"С. {page}–{page + 3}, рабочая тетрадь с. {2 + (page / 3)}",
            (_, _, 0) => $"§ {paragraph}, вопросы 1–3",
            (_, _, 1) => $"§ {paragraph}, выписать понятия",
            _ => $"§ {paragraph}",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
