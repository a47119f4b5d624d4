namespace Tandem.Expressions.Tests;

/// <summary>Finds files of the repository that the tests run in.</summary>
internal static class Repository
{
    public static string File(params string[] path) => Path.GetFullPath(Path.Combine([Root(), .. path]));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Tandem.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside of the repository.");
    }
}
