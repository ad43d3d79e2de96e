namespace ElJournal.Setup;

/// <summary>Обычные предметы российской школы, in the order of a curriculum: only something to tick, the school's own list is what it records.</summary>
internal static class UsualSubjects
{
    public sealed record Usual(string Name, string? Short, string Part);

    public static readonly IReadOnlyList<Usual> All =
    [
        new("Русский язык", "Рус. яз.", CurriculumParts.Federal), new("Литературное чтение", "Лит. чт.", CurriculumParts.Federal),
        new("Литература", "Лит-ра", CurriculumParts.Federal), new("Родной язык", "Родн. яз.", CurriculumParts.Federal),
        new("Английский язык", "Англ. яз.", CurriculumParts.Federal), new("Немецкий язык", "Нем. яз.", CurriculumParts.Federal),
        new("Французский язык", "Фр. яз.", CurriculumParts.Federal), new("Математика", "Матем.", CurriculumParts.Federal),
        new("Алгебра", null, CurriculumParts.Federal), new("Геометрия", "Геом.", CurriculumParts.Federal),
        new("Вероятность и статистика", "Вер. и стат.", CurriculumParts.Federal), new("Информатика", "Информ.", CurriculumParts.Federal),
        new("Окружающий мир", "Окр. мир", CurriculumParts.Federal), new("История", null, CurriculumParts.Federal),
        new("Обществознание", "Общ-во", CurriculumParts.Federal), new("География", "Геогр.", CurriculumParts.Federal),
        new("Физика", null, CurriculumParts.Federal), new("Химия", null, CurriculumParts.Federal), new("Биология", "Биол.", CurriculumParts.Federal),
        new("Основы религиозных культур и светской этики", "ОРКСЭ", CurriculumParts.Federal),
        new("Основы духовно-нравственной культуры народов России", "ОДНКНР", CurriculumParts.Federal),
        new("Изобразительное искусство", "ИЗО", CurriculumParts.Federal), new("Музыка", null, CurriculumParts.Federal),
        new("Труд (технология)", "Труд", CurriculumParts.Federal), new("Физическая культура", "Физ-ра", CurriculumParts.Federal),
        new("Основы безопасности и защиты Родины", "ОБЗР", CurriculumParts.Federal), new("Индивидуальный проект", "Инд. проект", CurriculumParts.Federal),
        new("Разговоры о важном", "Разг. о важ.", CurriculumParts.School), new("Россия – мои горизонты", "Мои гориз.", CurriculumParts.School),
    ];
}
