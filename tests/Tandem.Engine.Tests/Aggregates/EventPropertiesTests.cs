using FsCheck;
using FsCheck.Fluent;
using Tandem.Engine.Aggregates;
using Tandem.Engine.Interactions;
using Tandem.Engine.Tests.Interactions;
using Tandem.Expressions.Values;

namespace Tandem.Engine.Tests.Aggregates;

public sealed class EventPropertiesTests
{
    [Fact]
    public void A_property_that_is_read_alone_is_that_of_the_whole_map()
    {
        var anyName = Gen.Elements("total", "a", "\\u0061", "gr\u00f6\u00dfe", "", "id", "\\u0000");
        var field = from name in anyName from value in JsonValues.Any(2) select $"\"{name}\":{value}";
        var compared = 0;
        Prop.ForAll(field.ListOf().ToArbitrary(), fields =>
        {
            var call = Parsing.Call(InteractionType.Track, $$$"""{"event":"E","userId":"u","properties":{{{{string.Join(',', fields)}}}}}""").Value;
            // Half of a surrogate pair is no text, and is refused.
            if (call.Accepted.Count == 0) return;
            var interaction = call.Accepted[0].Interaction;
            var whole = interaction.Properties.AsMap;
            var lazy = new EventProperties(interaction);
            foreach (var (name, value) in whole)
            {
                Assert.Equal(value, lazy[name]);
                Assert.True(new EventProperties(interaction).TryGet(name.AsString, out var alone));
                Assert.Equal(value, alone);
                compared++;
            }
            Assert.False(lazy.ContainsKey(Value.Of("none")));
            Assert.False(lazy.ContainsKey(Value.Of(1)));
            Assert.Equal(Value.Of(whole), Value.Of((IReadOnlyDictionary<Value, Value>)lazy));
            Assert.Equal(whole.Count, lazy.Count);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
        Assert.True(compared > 1_000);
    }

    [Fact]
    public void A_call_without_properties_has_none()
    {
        var interaction = Parsing.Track("\"name\":\"x\"");
        Assert.False(new EventProperties(interaction).TryGet("total", out _));
        Assert.Empty(new EventProperties(interaction));
        Assert.Throws<KeyNotFoundException>(() => new EventProperties(interaction)[Value.Of("total")]);
    }
}
