using static Tandem.Engine.Tests.Interactions.Parsing;

namespace Tandem.Engine.Tests.Interactions;

public class TimesOfCallsTests
{
    [Fact]
    public void A_call_without_a_time_happened_when_it_arrived()
    {
        Assert.Equal(ReceivedAt, Track(""" "timestamp":null """).Timestamp);
        Assert.Equal(ReceivedAt, Track(""" "sentAt":"2020-01-01T00:00:00Z" """).Timestamp);
    }

    [Fact]
    public void A_clock_that_is_an_hour_slow_is_corrected() =>
        Assert.Equal(Time("2026-11-22T09:59:50Z"), Track(""" "timestamp":"2026-11-22T08:59:50Z","sentAt":"2026-11-22T09:00:00Z" """).Timestamp);

    [Fact]
    public void A_clock_that_is_a_day_fast_is_corrected() =>
        Assert.Equal(Time("2026-11-22T09:59:59.5Z"), Track(""" "timestamp":"2026-11-23T11:00:00.000Z","sentAt":"2026-11-23T11:00:00.500Z" """).Timestamp);

    [Fact]
    public void Without_sentAt_the_time_stands() =>
        Assert.Equal(Time("2026-11-21T00:00:00Z"), Track(""" "timestamp":"2026-11-21T02:00:00+02:00" """).Timestamp);

    [Fact]
    public void A_time_may_be_escaped_as_dotnet_writes_it() =>
        Assert.Equal(Time("2026-11-21T00:00:00Z"), Track(""" "timestamp":"2026-11-21T02:00:00\u002B02:00" """).Timestamp);

    [Theory]
    [InlineData("2026-11-22T10:05:00Z", "2026-11-22T10:05:00Z")]
    [InlineData("2026-11-22T10:05:00.001Z", "2026-11-22T10:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z", "2026-11-22T10:00:00Z")]
    public void More_than_five_minutes_ahead_becomes_the_arrival(string sent, string timestamp) =>
        Assert.Equal(Time(timestamp), Track($$""" "timestamp":"{{sent}}" """).Timestamp);

    [Theory]
    [InlineData(""" "historical":true """)]
    [InlineData(""" "context":{"historical":true} """)]
    public void An_import_keeps_its_times_whatever_the_senders_clock_says(string mark)
    {
        var call = Track($$""" "timestamp":"1997-01-01","sentAt":"2026-11-22T09:00:00Z",{{mark}} """);
        Assert.True(call.Historical);
        Assert.Equal(Time("1997-01-01T00:00:00Z"), call.Timestamp);
    }

    [Fact]
    public void A_call_is_no_import_unless_it_says_so() => Assert.False(Track(""" "historical":false """).Historical);

    [Fact]
    public void The_clients_own_time_stays_as_originalTimestamp()
    {
        var body = Track(""" "timestamp" : "2026-11-22T08:59:50Z","sentAt":"2026-11-22T09:00:00Z" """).Body();
        Assert.Equal("2026-11-22T08:59:50Z", body.GetProperty("originalTimestamp").GetString());
        Assert.False(body.TryGetProperty("timestamp", out _));
    }

    [Fact]
    public void An_originalTimestamp_that_was_sent_is_the_clients()
    {
        var call = Track(""" "timestamp":"2026-11-22T09:30:00Z","originalTimestamp":"2026-11-22T08:00:00Z","sentAt":"2026-11-22T09:00:00Z" """);
        Assert.Equal(Time("2026-11-22T09:00:00Z"), call.Timestamp);
        Assert.Equal("2026-11-22T08:00:00Z", call.Body().GetProperty("originalTimestamp").GetString());
    }

    [Theory]
    [InlineData("timestamp", "\"yesterday\"")]
    [InlineData("timestamp", "\"yester\\u0064ay\"")]
    [InlineData("timestamp", "\"\"")]
    [InlineData("timestamp", "1700000000000")]
    [InlineData("sentAt", "\"2026-13-01T00:00:00Z\"")]
    [InlineData("originalTimestamp", "{\"a\":1}")]
    public void A_time_that_cannot_be_read_is_refused_with_an_example(string field, string value)
    {
        var error = Assert.Single(BadTrack($"\"{field}\":{value}"));
        Assert.Equal(field, error.Path);
        Assert.Contains("2026-11-22T10:00:00.123Z", error.Hint);
    }
}
