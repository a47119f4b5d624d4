using Tandem.Primitives;

namespace Tandem.Server.Sources;

/// <summary>Something sent that could not be an interaction.</summary>
/// <param name="Index">Its place in the batch, from 0; null for a single call or a body that failed whole.</param>
/// <param name="Body">As sent, cut after 32 KB.</param>
/// <param name="Endpoint">The path it was sent to.</param>
/// <param name="Around">What stood around its batch and holds for it, as the fields of an object; null where nothing did.</param>
/// <param name="IsCut">Whether only the beginning of what was sent is kept.</param>
/// <param name="Mended">By whom and when it was mended and sent again; null while it is open.</param>
public sealed record RejectModel(
    string Id, DateTimeOffset At, int? Index, IReadOnlyList<Error> Errors, string Body, string Endpoint, string? Around, bool IsCut, MendedModel? Mended);

/// <summary>That a rejected item was mended and sent again.</summary>
/// <param name="By"><c>console</c> or <c>api</c>.</param>
/// <param name="Items">The ids of the interactions that came of it, as <c>/interactions</c> takes them.</param>
public sealed record MendedModel(DateTimeOffset At, string By, IReadOnlyList<string> Items);

/// <summary>A rejected item, to be mended.</summary>
/// <param name="Text">What was sent, a field a line where it can be read.</param>
/// <param name="Faults">What is wrong, with its place in this text.</param>
public sealed record RejectDetailModel(RejectModel Item, string Text, IReadOnlyList<Error> Faults);

/// <summary>A fault that rejected items of a source have in common.</summary>
/// <param name="Path">The field, within the item; <c>-</c> where none is named.</param>
/// <param name="Message">As it was said last.</param>
/// <param name="Open">How many of them are not mended.</param>
public sealed record RejectReasonModel(string Code, string Path, string Message, long Count, long Open, DateTimeOffset LastAt);

/// <summary>A mended item.</summary>
/// <param name="Text">As it is to be sent; as it was sent, where it is left out.</param>
public sealed record MendModel(string? Text = null);

/// <summary>What would become of a mended item.</summary>
/// <param name="Faults">What is still wrong, with its place in the text; none where it can be sent.</param>
/// <param name="Reads">The interactions that it would be.</param>
public sealed record RejectCheckModel(IReadOnlyList<Error> Faults, IReadOnlyList<ReadItemModel> Reads);

/// <summary>An interaction as it would be taken.</summary>
/// <param name="Timestamp">When it happened, as the engine would count it.</param>
public sealed record ReadItemModel(string Type, string Name, IReadOnlyList<SentIdentityModel> Identities, string MessageId, DateTimeOffset Timestamp);

/// <summary>Rejected items to send again as they were sent.</summary>
/// <param name="Ids">At most 200.</param>
public sealed record RejectsToSendModel(IReadOnlyList<string> Ids);

/// <summary>What became of one of several that were sent again.</summary>
/// <param name="Mended">Null where it was not sent.</param>
/// <param name="Errors">Why it was not.</param>
public sealed record RejectSentModel(string Id, MendedModel? Mended, IReadOnlyList<Error> Errors);
