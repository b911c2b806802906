"""Our own image model, so that what an image needs later can be added without moving every image."""

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class HubImage(AbstractImage):
    """An uploaded picture with the credit its licence asks for."""

    credit = models.CharField(
        max_length=255, blank=True, help_text="Who made it, where the licence asks for it."
    )
    key = models.SlugField(
        max_length=80,
        blank=True,
        null=True,
        unique=True,
        help_text="The name documents use: ![what it shows](image:KEY).",
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "key")

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"
        permissions = [("choose_image", "Can choose image")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        self.key = self.key or None
        super().save(*args, **kwargs)


class HubRendition(AbstractRendition):
    """One size and format of an image."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="core_rendition_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.image} ({self.filter_spec})"
