using FsCheck;
using FsCheck.Fluent;
using Tandem.Cli.Csv;

namespace Tandem.Cli.Tests.Csv;

public sealed class CsvReaderTests
{
    [Fact]
    public void Quoted_fields_hold_separators_quotes_and_line_breaks()
    {
        var rows = Read("a,b\r\n\"x, y\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",\r\nlast,1");
        Assert.Equal(["x, y", "say \"hi\""], rows[0].Fields);
        Assert.Equal(["two\nlines", ""], rows[1].Fields);
        Assert.Equal((5L, 3L, (string?)null), (rows[2].Line, rows[2].Number, rows[2].Trouble));
    }

    [Fact]
    public void A_quote_that_never_closes_costs_its_own_line_only()
    {
        var rows = Read("a,b\n1,\"open\n2,x\n3,y\n");
        Assert.Contains("column 3", rows[0].Trouble);
        Assert.Equal([(2L, "1"), (3, "2"), (4, "3")], rows.Select(row => (row.Line, row.Fields.Count > 0 ? row.Fields[0] : "")));
        Assert.All(rows.Skip(1), row => Assert.Null(row.Trouble));
    }

    [Fact]
    public void A_quote_open_over_too_many_lines_is_taken_for_a_mistake()
    {
        var rows = Read("a\n\"open\n" + string.Concat(Enumerable.Repeat("x\n", CsvReader.MaxLinesPerRecord * 2)) + "end\"\n");
        Assert.NotNull(rows[0].Trouble);
        Assert.Equal(CsvReader.MaxLinesPerRecord * 2 + 2, rows.Count);
    }

    [Fact]
    public void A_column_that_is_there_twice_is_named()
    {
        using var reader = new CsvReader(new StringReader("a,b,a\n1,2,3\n"), CsvDialect.Default);
        Assert.Contains("`a`", reader.HeaderTrouble);
    }

    [Fact]
    public void An_empty_file_has_no_columns_and_no_rows() => Assert.Empty(Read(""));

    [Fact]
    public void What_the_writer_writes_the_reader_reads() =>
        Prop.ForAll<string[][]>(table =>
        {
            // A line break is read as \n; an empty single field is an empty line, which is no record.
            var wanted = table.Where(row => row is { Length: > 0 })
                .Select(row => row.Select(field => (field ?? "").Replace("\r\n", "\n").Replace('\r', '\n')).Prepend("x").ToArray()).ToList();
            foreach (var row in wanted)
            {
                var text = new StringWriter();
                CsvWriter.WriteRow(text, row);
                using var reader = new CsvReader(new StringReader(text.ToString()), new(',', row.Select((_, i) => $"c{i}").ToList()));
                var read = Assert.Single(reader.Rows());
                Assert.Null(read.Trouble);
                Assert.Equal(row, read.Fields);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_the_reader_fail() =>
        Prop.ForAll<string>(text => Assert.True(Read(text ?? "").Count >= 0)).QuickCheckThrowOnFailure();

    private static List<CsvRow> Read(string text)
    {
        using var reader = new CsvReader(new StringReader(text), CsvDialect.Default);
        return [.. reader.Rows()];
    }
}
