using Tandem.Engine.Erasure;

namespace Tandem.Storage.Sqlite;

/// <summary>
/// Writes files of SQLite anew, because what was deleted or replaced stays in pages that are free, and in logs. Whoever
/// writes into one waits that long.
/// </summary>
/// <param name="merge">Puts states into their rows of which earlier forms lie elsewhere.</param>
/// <param name="files">Each false where it is to be tried again.</param>
internal sealed class FileCleaning(Action merge, IReadOnlyList<Func<bool>> files, StoreUpkeep upkeep) : IErasable
{
    public string Name => "files";

    public long? Erase(ErasureRequest request, ErasedCustomer customer) => upkeep.Alone<long?>(() =>
    {
        merge();
        foreach (var clean in files)
            if (!clean()) return null;
        return files.Count;
    });
}
