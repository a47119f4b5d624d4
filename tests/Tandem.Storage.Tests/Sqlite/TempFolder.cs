namespace Tandem.Storage.Tests.Sqlite;

/// <summary>A folder of one test.</summary>
public sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tandem-storage-");

    public string Path => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
