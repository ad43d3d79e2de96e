using System.Security.Cryptography;
using System.Text;
using ElJournal.Kernel;
using ElJournal.Store;
using Marten;

namespace ElJournal.Access.Consents;

/// <summary>
/// With what a new school begins, until it approves its own: the two consents a journal on line asks for (Z-3) and the bases on which
/// 152-ФЗ has personal data erased. Data, not rules of the program: the next version replaces them.
/// </summary>
public sealed class FirstPersonalDataRules(Desk desk, IDocumentStore store)
{
    /// <param name="act">The local act to cite.</param>
    public async Task Set(Actor actor, DateOnly from, string act, CancellationToken cancel = default)
    {
        await using (var session = store.QuerySession(actor.School.Value))
        {
            if (await session.LoadAsync<PersonalDataRules>(PersonalDataRules.Stream, cancel) is not null) return;
        }
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"first personal data rules {actor.School}")).AsSpan(0, 16));
        var outcome = await desk.Send(new SetPersonalDataRules(id, Rules(from, act)), actor, cancel);
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException($"The first rules of personal data: {refusal.Kind}.");
    }

    public static PersonalDataRulesSet Rules(DateOnly from, string act) => new(
        from,
        [
            new ConsentKind("processing", "Обработка персональных данных в электронном журнале", false),
            new ConsentKind("e-information", "Информирование семьи в электронном виде", true),
        ],
        [
            new ErasureBasis("term-over", "Истёк срок хранения (152-ФЗ, ст. 5 ч. 7)"),
            new ErasureBasis("goal-reached", "Цель обработки достигнута (152-ФЗ, ст. 21 ч. 4)"),
            new ErasureBasis("withdrawn", "Согласие отозвано, иных оснований нет (152-ФЗ, ст. 21 ч. 5)"),
            new ErasureBasis("unlawful", "Обработка признана неправомерной (152-ФЗ, ст. 21 ч. 3)"),
            new ErasureBasis("ordered", "Решение суда или предписание надзорного органа"),
        ],
        act);
}
