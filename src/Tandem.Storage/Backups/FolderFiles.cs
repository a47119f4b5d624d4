namespace Tandem.Storage.Backups;

/// <summary>The files of a data folder.</summary>
internal static class FolderFiles
{
    /// <summary>Makes all of them durable, and their names.</summary>
    public static void Sync(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(path) == "lock") continue;
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
        foreach (var inside in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories)) Journal.FolderSync.Sync(inside);
        Journal.FolderSync.Sync(folder);
    }
}
