using ElJournal.Kernel;
using Microsoft.AspNetCore.Http;

namespace ElJournal.Ui;

/// <summary>The actor of a request: put there once after sign-in is checked, read by pages and endpoints.</summary>
public static class RequestActor
{
    /// <summary>Null for a visitor who has not signed in.</summary>
    public static Actor? Actor(this HttpContext context) => context.Features.Get<Actor>();

    public static void SetActor(this HttpContext context, Actor actor) => context.Features.Set(actor);
}
