using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Primitives;
using Tandem.Server.Api;

namespace Tandem.Server.Views;

/// <summary>Saved views over HTTP: everybody in the workspace has the same.</summary>
public static class ViewEndpoints
{
    public static IServiceCollection AddViews(this IServiceCollection services) => services.AddSingleton<ViewBook>();

    /// <param name="api">The group at <c>/api/v1</c>, which lets in only who may.</param>
    public static IEndpointRouteBuilder MapViews(this IEndpointRouteBuilder api)
    {
        var views = api.MapGroup("views").WithTags("Views");
        views.MapGet("", List).WithName("ListViews").WithSummary("Saved views of lists, by name.");
        views.MapPost("", Create).WithName("SaveView").WithSummary("Saves a view: a name for a list with its search, filters, order and columns.");
        views.MapPut("{id}", Change).WithName("ChangeView").WithSummary("Gives a view another name or another search.");
        views.MapDelete("{id}", Remove).WithName("RemoveView").WithSummary("Removes a view, for everybody.");
        return api;
    }

    private static Results<Ok<Page<ViewModel>>, BadRequest<Problem>> List(ViewBook book, [Description("Only those of this page, such as customers.")] string? page = null)
    {
        if (page is not null && ViewRules.Page(page) is { IsOk: false } unknown) return TypedResults.BadRequest(new Problem(unknown.Errors));
        return TypedResults.Ok(new Page<ViewModel>([.. book.List(page).Select(Model)]));
    }

    private static Results<Created<ViewModel>, BadRequest<Problem>, Conflict<Problem>> Create(NewViewModel body, ViewBook book, HttpRequest request)
    {
        var (page, name, search) = (ViewRules.Page(body.Page), ViewRules.Name(body.Name), ViewRules.Search(body.Search));
        List<Error> wrong = [.. page.Errors, .. name.Errors, .. search.Errors];
        if (wrong.Count > 0) return TypedResults.BadRequest(new Problem(wrong));
        return book.Create(page.Value, name.Value, search.Value, Caller.Of(request)).TryGet(out var view, out var errors)
            ? TypedResults.Created($"/api/v1/views/{view.Id}", Model(view))
            : TypedResults.Conflict(new Problem(errors));
    }

    private static Results<Ok<ViewModel>, BadRequest<Problem>, NotFound<Problem>, Conflict<Problem>> Change(string id, ViewChangeModel body, ViewBook book, HttpRequest request)
    {
        var name = body.Name is null ? default(Result<string>?) : ViewRules.Name(body.Name);
        var search = body.Search is null ? default(Result<string>?) : ViewRules.Search(body.Search);
        List<Error> wrong = [.. name?.Errors ?? [], .. search?.Errors ?? []];
        if (wrong.Count > 0) return TypedResults.BadRequest(new Problem(wrong));
        if (book.Change(id, name?.Value, search?.Value, Caller.Of(request)) is not { } changed) return Missing(id);
        return changed.TryGet(out var view, out var errors) ? TypedResults.Ok(Model(view)) : TypedResults.Conflict(new Problem(errors));
    }

    private static Results<NoContent, NotFound<Problem>> Remove(string id, ViewBook book, HttpRequest request) =>
        book.Remove(id, Caller.Of(request)) ? TypedResults.NoContent() : Missing(id);

    private static NotFound<Problem> Missing(string id) => TypedResults.NotFound(Problem.Of("unknown_view", $"There is no view {id}, or it was removed.", "See /api/v1/views for all."));

    private static ViewModel Model(View view) => new(view.Id, view.Page, view.Name, view.Search, view.By, view.At.ToDateTimeOffset());
}
