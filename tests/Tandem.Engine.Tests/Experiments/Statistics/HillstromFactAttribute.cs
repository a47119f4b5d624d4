namespace Tandem.Engine.Tests.Experiments.Statistics;

/// <summary>A test on Kevin Hillstrom's MineThatData e-mail challenge, which lies beside the repository and is no part of it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HillstromFactAttribute : FactAttribute
{
    public HillstromFactAttribute()
    {
        if (Path is null) Skip = "The data set is not there: ../shared/data/hillstrom.csv.gz, seen from the repository's root.";
    }

    /// <summary>Null where the file is not there.</summary>
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Tandem.slnx"))) folder = folder.Parent;
        var path = folder is null ? null : System.IO.Path.Combine(folder.FullName, "..", "shared", "data", "hillstrom.csv.gz");
        return File.Exists(path) ? path : null;
    }
}
