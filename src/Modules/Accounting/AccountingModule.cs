using ElJournal.Accounting.Lessons;
using ElJournal.Store;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ElJournal.Accounting;

/// <summary>Учёт: lessons, grades, attendance, topics, homework and their corrections.</summary>
public static class AccountingModule
{
    public static IServiceCollection AddAccounting(this IServiceCollection services) => services.ConfigureMarten(options =>
    {
        options.Record(typeof(LessonOpened).Assembly);
        options.Projections.Snapshot<Lesson>(SnapshotLifecycle.Inline);
    });
}
