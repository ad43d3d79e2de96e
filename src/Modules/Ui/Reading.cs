using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Ui;

/// <summary>Цель обработки: why a page shows personal data.</summary>
public enum Purpose
{
    /// <summary>Ведение журнала: whoever teaches; of the others the same page is <see cref="Control"/>.</summary>
    Teaching,

    /// <summary>Контроль ведения журнала (ВШК).</summary>
    Control,

    /// <summary>Ведение реестра школы.</summary>
    Register,

    /// <summary>Учёт согласий (Z-3).</summary>
    Consents,

    /// <summary>Надзор за доступом к персональным данным.</summary>
    Oversight,

    /// <summary>Информирование семьи (Z-16).</summary>
    Family,

    /// <summary>Свои данные.</summary>
    Own,
}

/// <summary>What an endpoint shows of whom, and why: every reading of it goes to the log of reads (ASVS 5.0 16.3.2).</summary>
/// <param name="Kind">Kind of page: <c>journal</c>, <c>changes</c>, <c>consents</c> …</param>
/// <param name="Subject">Whose data: <c>course/{course}</c> with values of the route, or <see cref="Everybody"/>.</param>
public sealed record ReadMark(string Kind, Purpose Purpose, string Subject)
{
    public const string Everybody = "*";
}

/// <summary>The endpoint shows nobody's personal data but, at most, the reader's own name in the frame.</summary>
public sealed record NoPersonalDataMark;

/// <summary>Whom a request really showed, where that is more exact than the endpoint's mark.</summary>
public sealed record ReadSubjects(IReadOnlyCollection<string> Of);

public static class ReadingExtensions
{
    /// <summary>Says that the endpoint shows personal data: of whom and to what purpose.</summary>
    public static TBuilder Reads<TBuilder>(this TBuilder endpoint, string kind, Purpose purpose, string subject = ReadMark.Everybody)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ReadMark(kind, purpose, subject));

    /// <summary>Says that the endpoint shows nobody's personal data.</summary>
    public static TBuilder ShowsNoPersonalData<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NoPersonalDataMark());

    /// <summary>Says whom this very request shows: <c>pupil/{id}</c>, <c>class/{id}</c>, <c>course/{id}</c>. Before the answer begins.</summary>
    public static void Shows(this HttpContext http, params IReadOnlyCollection<string> subjects)
    {
        if (subjects.Count > 0) http.Features.Set(new ReadSubjects(subjects));
    }
}
