using System.Text.Json;

namespace Tandem.Server.Sources;

/// <summary>Where interactions come from, and how much has come.</summary>
/// <param name="Channel">Through what customers are met there: <c>web</c>, <c>app</c>, <c>email</c>, <c>sms</c>, <c>push</c>, <c>social</c>, <c>call-centre</c>, <c>store</c>, <c>shop</c> or <c>back-office</c>; null while nobody has said.</param>
/// <param name="WriteKey">Lets a sender in.</param>
/// <param name="Accepted">Interactions since the source was made; after a crash the last seconds may be missing from it.</param>
/// <param name="Rejected">Items that could not be accepted, likewise.</param>
/// <param name="OpenRejects">Rejected items that are kept and were not mended.</param>
/// <param name="InteractionsPerSecond">Over the last five seconds of real time.</param>
/// <param name="Snippets">How to connect, with the key and this server in place.</param>
public sealed record SourceModel(
    string Name, string Title, string? Channel, string WriteKey, DateTimeOffset CreatedAt, long Accepted, long Rejected, long OpenRejects, double InteractionsPerSecond,
    DateTimeOffset? LastReceivedAt, IReadOnlyList<SnippetModel> Snippets);

/// <summary>A piece of code to copy.</summary>
/// <param name="Language">For highlighting: <c>typescript</c>, <c>html</c>, <c>shell</c> …</param>
public sealed record SnippetModel(string Title, string Language, string Code);

/// <summary>A source to make.</summary>
/// <param name="Name">1 to 64 lower-case letters, digits and dashes, a letter first.</param>
/// <param name="Title">For people, up to 200 characters; the name where it is left out.</param>
/// <param name="Channel">As in a source; nobody has said where it is left out.</param>
public sealed record NewSourceModel(string? Name, string? Title = null, string? Channel = null);

/// <summary>What of a source can be changed; what is left out stays.</summary>
/// <param name="Title">For people, 1 to 200 characters.</param>
/// <param name="Channel">As in a source; empty for “nobody has said”.</param>
public sealed record ChangedSourceModel(string? Title = null, string? Channel = null);

/// <summary>An interaction as it was accepted.</summary>
/// <param name="Id">Names it in <c>/interactions</c>, also before it has a position.</param>
/// <param name="Name">The event of a track, the name of a page or screen, the group id of a group; else empty.</param>
/// <param name="Body">The call as it was sent.</param>
/// <param name="Token">The position by which its effect can be waited for; calls of one batch share it.</param>
public sealed record SourceItemModel(
    string Id, DateTimeOffset At, string Type, string Name, IReadOnlyList<SentIdentityModel> Identities, string MessageId, JsonElement Body, string Token);

/// <summary>A kind and a value in normal form.</summary>
public sealed record SentIdentityModel(string Kind, string Value);
