using ElJournal.Kernel;

namespace ElJournal.Setup;

public static partial class Refusals
{
    public static readonly RefusalKind TermGradesLackAct = Kind("term_grades_lack_act");
    public static readonly RefusalKind TermGradesLackClause = Kind("term_grades_lack_clause");
    public static readonly RefusalKind TermGradesLackReasons = Kind("term_grades_lack_reasons");
    public static readonly RefusalKind TermGradesRepeat = Kind("term_grades_repeat");
    public static readonly RefusalKind TermGradesNumberIsOff = Kind("term_grades_number_is_off");
}
