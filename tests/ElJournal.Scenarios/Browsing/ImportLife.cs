using System.Net;
using System.Text;
using ElJournal.Testing;

namespace ElJournal.Scenarios.Browsing;

/// <summary>Loads in every state a page shows: looked through with questions and errors, done, and waiting for its columns.</summary>
internal static class ImportLife
{
    /// <summary>New ones, a namesake of somebody known, a fault, a change of class, a repetition.</summary>
    public const string Pupils = """
        Фамилия;Имя;Отчество;Дата рождения;Класс;Мать
        Константинопольская-Вознесенская;Александра-Виктория;Святославовна;14.02.2012;8В;Константинопольская Мария Святославовна
        Абдуллин;Тимур;Ринатович;06.05.2012;8В;
        Кузнецова;Анна;Сергеевна;;8Б;
        Ершов;;;13.13.2012;8Ъ;
        Новиков;Лев;Олегович;07.07.2012;8В;
        Новиков;Лев;Олегович;07.07.2012;8В;
        """;

    /// <returns>Ids of a file that was looked through and of a load that is done.</returns>
    public static async Task<(string Upload, string Import)> Begin(TestSchool school)
    {
        using var deputy = await Visit.SignIn(school, "deputy");
        var staff = await Upload(deputy, "staff", "сотрудники.csv", "ФИО;Дата рождения\nЯсенева Юлия Яновна;05.02.1980\n");
        using var loaded = await Post(deputy, $"/school/imports/{staff}/load", []);
        using var done = await deputy.GetAsync($"/school/imports/{staff}/done");
        var import = done.Headers.Location!.OriginalString.Split('/')[^1];
        return (await Upload(deputy, "pupils", "список 8 классов.csv", Pupils), import);
    }

    public static async Task<string> Upload(HttpClient http, string kind, string name, string text)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Visit.TokenIn(await http.GetStringAsync("/school/imports"))), "__RequestVerificationToken" },
            { new StringContent(kind), "kind" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", name },
        };
        using var answer = await http.PostAsync("/school/imports", form);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? answer.Headers.Location!.OriginalString.Split('/')[3]
            : throw new InvalidOperationException($"The upload answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    public static async Task<HttpResponseMessage> Post(HttpClient http, string address, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = Visit.TokenIn(await http.GetStringAsync("/school/imports"));
        using var form = new FormUrlEncodedContent(fields);
        return await http.PostAsync(address, form);
    }
}
