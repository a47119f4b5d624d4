namespace Tandem.Storage.Backups;

/// <summary>The mark of a data folder into which a backup is being restored: while it is there, the folder holds no workspace.</summary>
internal static class UnfinishedRestore
{
    private const string FileName = "restore.unfinished";

    public static bool IsIn(string folder) => File.Exists(PathIn(folder));

    /// <exception cref="InvalidDataException">A restore into the folder was not finished.</exception>
    public static void ThrowIfIn(string folder)
    {
        if (IsIn(folder)) throw new InvalidDataException($"A backup was being restored into {folder}, and that is not finished. Restore it again, or empty the folder.");
    }

    public static void Put(string folder)
    {
        using var file = File.Create(PathIn(folder));
        file.Write("A backup is being restored into this folder. Until that is finished it holds no workspace.\n"u8);
        file.Flush(flushToDisk: true);
        Journal.FolderSync.Sync(folder);
    }

    public static void Remove(string folder)
    {
        File.Delete(PathIn(folder));
        Journal.FolderSync.Sync(folder);
    }

    private static string PathIn(string folder) => Path.Combine(folder, FileName);
}
