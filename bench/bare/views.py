from django.shortcuts import render

from bench.bare.models import Line


def page(request):
    return render(request, "bare/page.html", {"lines": Line.objects.order_by("pk")})
