using ElJournal.Forms;
using ElJournal.Kernel;

namespace ElJournal.Reporting.Printing.School;

/// <summary>Why nothing was printed; nothing is left that could be taken for it.</summary>
public sealed class SchoolPrintRefused : Exception
{
    private SchoolPrintRefused(Refusal why, Exception inner) : base(why.Kind.Code, inner) => Why = why;

    public Refusal Why { get; }

    internal static SchoolPrintRefused Disk(IOException disk) => new(new(Refusals.PrintLacksDisk, [disk.Message]), disk);

    internal static SchoolPrintRefused Unfit(string schoolClass, string form, FormFaultException fault) =>
        new(new(Refusals.PrintLacksTemplate, [form, schoolClass, fault.Fault.Text()]), fault);
}
