using Npgsql;
using Tandem.Engine.Erasure;

namespace Tandem.Storage.Postgres;

/// <summary>
/// Takes the earlier forms of rows out of the tables (<c>VACUUM</c>), and with <c>ANALYZE</c> the samples of values that the
/// server keeps to plan its queries. What another transaction can still see goes later, by the server's own vacuum.
/// </summary>
/// <param name="merge">Puts states into their rows of which earlier forms lie elsewhere.</param>
internal sealed class PostgresCleaning(NpgsqlDataSource database, Action merge) : IErasable
{
    private static readonly string[] Tables = ["journal", "states", "state_chunks", "identities", "timeline", "counts", "effects", "messages", "suppressions", "documents", "log"];

    public string Name => "tables";

    public long? Erase(ErasureRequest request, ErasedCustomer customer) => PostgresFaults.Run<long?>(() =>
    {
        merge();
        using var connection = database.OpenConnection();
        foreach (var table in Tables)
        {
            // As long as it takes; it disturbs nobody.
            using var vacuum = new NpgsqlCommand($"VACUUM (ANALYZE) {table}", connection) { CommandTimeout = 0 };
            vacuum.ExecuteNonQuery();
        }
        return Tables.Length;
    });
}
