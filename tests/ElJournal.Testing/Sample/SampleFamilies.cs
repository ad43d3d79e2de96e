using ElJournal.Setup;

namespace ElJournal.Testing;

/// <summary>Родители образца: invented people who represent some of the pupils of the list, each parent apart.</summary>
internal static class SampleFamilies
{
    /// <summary>Классные руководители: class and teacher.</summary>
    public static readonly IReadOnlyList<(string Class, string Teacher)> Leads = [("7a", "belova"), ("8a", "kim"), ("8b", "guseva")];

    /// <summary>Children are named by the number of the personal file, as a list names them.</summary>
    public static readonly IReadOnlyList<SampleGuardian> Guardians =
    [
        // A brother in 7А and a sister in 8Б; the father represents only the daughter.
        new("kuznecova", "Кузнецова", "Елена", "Павловна", "Ж", "mother", "К-676", "К-802"),
        new("kuznecov", "Кузнецов", "Сергей", "Игоревич", "М", "father", "К-802"),
        // Separated parents of one child.
        new("drozdova", "Дроздова", "Ольга", "Николаевна", "Ж", "mother", "Д-787"),
        new("drozdov", "Дроздов", "Семён", "Викторович", "М", "father", "Д-787"),
        new("baranova", "Баранова", "Инна", "Олеговна", "Ж", "mother", "Б-772"),
        new("andreev", "Андреев", "Руслан", "Ильич", "М", "father", "А-769"),
        new("valiullina", "Валиуллина", "Гузель", "Тимуровна", "Ж", "mother", "В-775"),
        new("vorobyova", "Воробьёва", "Тамара", "Львовна", "Ж", "mother", "В-778"),
        new("gerasimov", "Герасимов", "Валентин", "Андреевич", "М", "father", "Г-781"),
        new("mamedova", "Мамедова", "Севиль", null, "Ж", "guardian", "М-811"),
        new("abdullina", "Абдуллина", "Алия", "Рашидовна", "Ж", "mother", "А-643"),
        new("alyohin", "Алёхин", "Дмитрий", "Юрьевич", "М", "father", "А-646"),
        new("nguen", "Нгуен", "Ван", null, "М", "father", "Н-685"),
        new("abramova", "Абрамова", "Юлия", "Сергеевна", "Ж", "mother", "А-703"),
        new("oganesyan", "Оганесян", "Самвел", "Арамович", "М", "father", "О-748"),
        // The class teacher of 8Б has a child of her own in the school.
        new("guseva", "Гусева", "Марина", "Олеговна", "Ж", "mother", "М-682"),
    ];
}

/// <param name="Relation"><c>mother</c>, <c>father</c> or <c>guardian</c>.</param>
internal sealed record SampleGuardian(
    string Key, string Family, string Given, string? Patronymic, string Sex, string Relation, params string[] Children)
{
    public GuardianId Id => GuardianId.From(Key);
}
