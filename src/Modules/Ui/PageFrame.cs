using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Ui;

/// <summary>
/// The frame of the site as a module's pages see it: menu, person, language, guard of forms. The host gives it, since only the host
/// knows all modules; a module keeps its pages and addresses to itself.
/// </summary>
public abstract class PageFrame
{
    /// <summary>A page of the component with its parameters, in the frame.</summary>
    public abstract Task<IResult> Show<TPage>(HttpContext http, string title, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent;

    /// <summary>There is nothing here, or nothing for this person: the two are not told apart.</summary>
    public Task<IResult> NotFound(HttpContext http) => Show<Problem>(http, UiTexts.All["problem.not-found.title"], [], StatusCodes.Status404NotFound);
}
