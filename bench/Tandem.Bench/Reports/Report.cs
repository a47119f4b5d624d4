namespace Tandem.Bench.Reports;

/// <summary>Everything that was measured, printed together at the end; what is under way goes to the error stream.</summary>
internal sealed class Report
{
    private readonly Table figures = new("In short", "figure", "measured", "wanted");
    private readonly List<Table> tables = [];
    private readonly List<string> faults = [];
    private readonly string machine = MachineFacts.Read();

    /// <summary>Nothing was lost and nothing was counted twice.</summary>
    public bool IsSound => faults.Count == 0;

    public Table Table(string title, params string[] columns)
    {
        var table = new Table(title, columns);
        tables.Add(table);
        return table;
    }

    /// <summary>One of the figures that are promised; they are told first.</summary>
    public void Figure(string name, string measured, string wanted) => figures.Add(name, measured, wanted);

    /// <summary>Says that interactions are missing, or are counted twice.</summary>
    public void Check(string what, long least, long most, long seen)
    {
        if (seen < least) faults.Add($"{what}: {least - seen} interactions of {least} are lost.");
        if (seen > most) faults.Add($"{what}: {seen - most} interactions more are counted than the {most} that were sent.");
    }

    public void Progress(string text) => Console.Error.WriteLine(text);

    public void Print(TextWriter to)
    {
        to.WriteLine(machine);
        figures.Print(to);
        foreach (var table in tables) table.Print(to);
        to.WriteLine();
        foreach (var fault in faults) to.WriteLine(fault);
        if (IsSound) to.WriteLine("Every interaction that was answered with 200 is folded, once.");
    }
}
