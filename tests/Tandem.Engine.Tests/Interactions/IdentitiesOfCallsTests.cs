using Tandem.Engine.Interactions;
using static Tandem.Engine.Tests.Interactions.Parsing;

namespace Tandem.Engine.Tests.Interactions;

public class IdentitiesOfCallsTests
{
    [Fact]
    public void Identities_stand_strongest_first()
    {
        var call = Accepted(InteractionType.Identify, """
            {"anonymousId":"a-1","traits":{"phone":"0049 (30) 123-456","email":" Ann@Example.COM "},"userId":"u-1",
             "context":{"externalIds":[{"id":"card-9","type":"loyaltyCard","collection":"users","encoding":"none"}]}}
            """);
        Assert.Equal(["userId:u-1", "email:ann@example.com", "phone:+4930123456", "loyaltyCard:card-9", "anonymousId:a-1"], call.Names());
    }

    [Fact]
    public void The_same_identity_twice_is_one()
    {
        var call = Accepted(InteractionType.Identify, """
            {"userId":"u","traits":{"email":"a@example.com"},"context":{"traits":{"email":"A@EXAMPLE.com"},
             "externalIds":[{"id":"a@example.com","type":"email"},{"id":"u","type":"user_id"}]}}
            """);
        Assert.Equal(["userId:u", "email:a@example.com"], call.Names());
    }

    [Theory]
    [InlineData("42", "userId:42")]
    [InlineData("9007199254740993", "userId:9007199254740993")]
    [InlineData("\" 42 \"", "userId:42")]
    public void A_number_is_an_id_as_it_is_written(string id, string name) =>
        Assert.Equal([name], Accepted(InteractionType.Identify, $$"""{"userId":{{id}}}""").Names());

    [Fact]
    public void A_blank_id_counts_as_none() =>
        Assert.Equal(["anonymousId:a"], Accepted(InteractionType.Identify, """{"userId":" ","anonymousId":"a"}""").Names());

    [Fact]
    public void A_blocked_value_stands_last_whatever_its_rank() =>
        Assert.Equal(["email:a@example.com", "anonymousId:a", "userId:null", "phone:+00000"],
            Accepted(InteractionType.Identify, """{"userId":"null","anonymousId":"a","traits":{"email":"a@example.com","phone":"0000000"}}""").Names());

    [Fact]
    public void A_call_with_nothing_but_blocked_values_is_refused_by_their_names()
    {
        var errors = Rejected(InteractionType.Identify, """{"userId":0,"anonymousId":"Undefined","traits":{"phone":"000"}}""");
        Assert.Equal([("blocked_id", "userId"), ("blocked_id", "anonymousId")], errors.Select(error => (error.Code, error.Path!)));
        Assert.Equal("anonymousId is \"Undefined\", which is sent where an id is missing and identifies nobody.", errors[1].Message);
        Assert.Contains("anonymousId made for the device", errors[0].Hint);
    }

    [Fact]
    public void An_alias_joins_the_id_that_the_customer_had_before() =>
        Assert.Equal(["userId:u", "anonymousId:old"], Accepted(InteractionType.Alias, """{"userId":"u","previousId":"old"}""").Names());

    [Fact]
    public void An_alias_of_itself_adds_nothing() =>
        Assert.Equal(["userId:u"], Accepted(InteractionType.Alias, """{"userId":"u","previousId":"u"}""").Names());

    [Fact]
    public void An_accounts_address_is_not_the_customers() =>
        Assert.Equal(["userId:u"], Accepted(InteractionType.Group, """{"userId":"u","groupId":"g","traits":{"email":"office@example.com"}}""").Names());

    [Fact]
    public void Traits_in_the_context_name_the_customer_of_any_call() =>
        Assert.Equal(["userId:u", "email:a@example.com"], Track(""" "context":{"traits":{"email":"a@example.com"}} """).Names());

    [Theory]
    [InlineData("\"n/a\"")]
    [InlineData("\"none@\"")]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("{\"work\":\"a@example.com\"}")]
    public void An_email_trait_that_is_no_address_stays_a_trait(string email) =>
        Assert.Equal(["userId:u"], Accepted(InteractionType.Identify, $$$"""{"userId":"u","traits":{"email":{{{email}}},"phone":"ask"}}""").Names());

    [Theory]
    [InlineData("{\"id\":true,\"type\":\"card\"}", "context.externalIds[0].id")]
    [InlineData("{\"id\":\"1\"}", "context.externalIds[0].type")]
    [InlineData("{\"id\":\"1\",\"type\":\"id\"}", "context.externalIds[0].type")]
    [InlineData("{\"id\":\"1\",\"type\":\"a:b\"}", "context.externalIds[0].type")]
    [InlineData("{\"id\":\"none\",\"type\":\"email\"}", "context.externalIds[0].id")]
    [InlineData("\"text\"", "context.externalIds[0]")]
    public void An_external_id_that_is_none_is_refused(string item, string path) =>
        Assert.Equal(path, Assert.Single(BadTrack($$""" "context":{"externalIds":[{{item}}]} """)).Path);

    [Fact]
    public void An_external_id_may_be_a_number_or_null() =>
        Assert.Equal(["userId:u", "card:17"], Track(""" "context":{"externalIds":[{"id":17,"type":"card"},{"id":null,"type":"card"}]} """).Names());

    [Theory]
    [InlineData(19, true)]
    [InlineData(20, false)]
    [InlineData(600, false)]
    public void A_call_names_20_identities_at_most(int others, bool accepted)
    {
        var list = string.Join(',', Enumerable.Range(0, others).Select(i => $$"""{"id":{{i}},"type":"card"}"""));
        var fields = $$""" "context":{"externalIds":[{{list}}]} """;
        if (accepted) Assert.Equal(20, Track(fields).Identities.Count);
        else Assert.Equal("too_many", Assert.Single(BadTrack(fields)).Code);
    }

    [Fact]
    public void An_id_longer_than_256_characters_is_refused() =>
        Assert.Equal("userId", Assert.Single(Rejected(InteractionType.Identify, $$"""{"userId":"{{new string('u', 257)}}"}""")).Path);
}
