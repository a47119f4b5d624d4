using System.Text.Json.Nodes;

namespace Tandem.Server.Customers;

/// <summary>A page of a customer's history, newest first.</summary>
/// <param name="Next">Goes back as <c>before</c> for older items; null at the beginning of the history.</param>
public sealed record TimelineModel(IReadOnlyList<TimelineItemModel> Items, string? Next);

/// <summary>One thing that happened to, with or because of a customer.</summary>
/// <param name="At">When the engine took it.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Kind"><c>interaction</c>, <c>segment</c>, <c>journey</c>, <c>message</c>, <c>campaign</c>, <c>identity</c> or <c>consent</c>.</param>
/// <param name="Type">The call of an interaction (<c>track</c> …), or what happened: entered, left, started, sent …</param>
/// <param name="Title">The same in words.</param>
/// <param name="Detail">An interaction as it was sent; of others the subject and the reason.</param>
/// <param name="Customer">The other customer, where a merge was undone, and where one was made that was undone since.</param>
public sealed record TimelineItemModel(
    string Id, DateTimeOffset At, DateTimeOffset Timestamp, string Kind, string Type, string Title, string? Source, bool Historical, JsonNode? Detail, OtherCustomerModel? Customer);

/// <summary>A customer whom another one's history tells of.</summary>
/// <param name="Anchor">The identity that the customer was first known by; null while the customer is part of another one.</param>
public sealed record OtherCustomerModel(string Id, AnchorModel? Anchor);
