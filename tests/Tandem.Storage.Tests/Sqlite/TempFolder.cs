namespace Tandem.Storage.Tests.Sqlite;

/// <summary>A folder of one test.</summary>
public sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tandem-storage-");

    public string Path => folder.FullName;

    /// <summary>
    /// The files of a store as they lie there now, which is what a killed process leaves. The shared-memory files and the
    /// lock are no part of it: the next process makes them anew.
    /// </summary>
    public TempFolder Copy()
    {
        var copy = new TempFolder();
        foreach (var file in Directory.GetFiles(Path, "*", SearchOption.AllDirectories))
        {
            if (file.EndsWith("-shm", StringComparison.Ordinal) || System.IO.Path.GetFileName(file) == "lock") continue;
            var to = System.IO.Path.Combine(copy.Path, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        return copy;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
