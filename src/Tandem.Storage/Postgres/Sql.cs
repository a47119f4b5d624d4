using Npgsql;
using NpgsqlTypes;

namespace Tandem.Storage.Postgres;

/// <summary>Statements and their parameters, shortly said. Parameters are by place: $1, $2 …</summary>
internal static class Sql
{
    public static NpgsqlParameterCollection Long(this NpgsqlParameterCollection to, long value) => to.With(new NpgsqlParameter<long> { TypedValue = value });

    public static NpgsqlParameterCollection Int(this NpgsqlParameterCollection to, int value) => to.With(new NpgsqlParameter<int> { TypedValue = value });

    public static NpgsqlParameterCollection Bool(this NpgsqlParameterCollection to, bool value) => to.With(new NpgsqlParameter<bool> { TypedValue = value });

    public static NpgsqlParameterCollection Double(this NpgsqlParameterCollection to, double value) => to.With(new NpgsqlParameter<double> { TypedValue = value });

    public static NpgsqlParameterCollection Text(this NpgsqlParameterCollection to, string value) => to.With(new NpgsqlParameter<string> { TypedValue = value });

    public static NpgsqlParameterCollection Id(this NpgsqlParameterCollection to, Guid value) => to.With(new NpgsqlParameter<Guid> { TypedValue = value });

    public static NpgsqlParameterCollection Bytes(this NpgsqlParameterCollection to, ReadOnlyMemory<byte> value) =>
        to.With(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bytea });

    public static NpgsqlParameterCollection Ints(this NpgsqlParameterCollection to, int[] values) => to.With(new NpgsqlParameter<int[]> { TypedValue = values });

    public static NpgsqlParameterCollection Longs(this NpgsqlParameterCollection to, long[] values) => to.With(new NpgsqlParameter<long[]> { TypedValue = values });

    public static NpgsqlParameterCollection Texts(this NpgsqlParameterCollection to, string[] values) => to.With(new NpgsqlParameter<string[]> { TypedValue = values });

    public static NpgsqlParameterCollection Decimals(this NpgsqlParameterCollection to, decimal[] values) => to.With(new NpgsqlParameter<decimal[]> { TypedValue = values });

    public static NpgsqlParameterCollection Blobs(this NpgsqlParameterCollection to, ReadOnlyMemory<byte>[] values) =>
        to.With(new NpgsqlParameter<ReadOnlyMemory<byte>[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });

    public static NpgsqlParameterCollection Add(this NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command.Parameters;
    }

    public static List<T> Read<T>(this NpgsqlDataSource database, string sql, Action<NpgsqlParameterCollection> bind, Func<NpgsqlDataReader, T> row) => PostgresFaults.Run(() =>
    {
        using var connection = database.OpenConnection();
        return connection.Read(sql, bind, row);
    });

    public static List<T> Read<T>(this NpgsqlConnection connection, string sql, Action<NpgsqlParameterCollection> bind, Func<NpgsqlDataReader, T> row)
    {
        using var command = new NpgsqlCommand(sql, connection);
        bind(command.Parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }

    public static byte[] Blob(this NpgsqlDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    private static NpgsqlParameterCollection With(this NpgsqlParameterCollection to, NpgsqlParameter parameter)
    {
        to.Add(parameter);
        return to;
    }
}
